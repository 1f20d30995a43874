import { resourcesIndex } from "./resources-index.js";
import { sandboxIndex } from "./sandbox-index.js";

/** The indexes of the folders that hold a file for each resource, and what else must be there first. */
export const indexes: readonly (readonly [path: string, text: string])[] = [
  ...(await resourcesIndex()),
  await sandboxIndex(),
];
