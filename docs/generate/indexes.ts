import { resourcesIndex } from "./resources-index.js";
import { sandboxIndex } from "./sandbox-index.js";

/** The indexes of folders that hold a file for each resource, by path from the root, as they shall be. */
export const indexes: readonly (readonly [path: string, text: string])[] = [
  await resourcesIndex(),
  await sandboxIndex(),
];
