import type { Part } from "./fill-parts.js";

/** The generated parts of pages, by the name in their mark. */
export const parts: Readonly<Record<string, Part>> = {};
