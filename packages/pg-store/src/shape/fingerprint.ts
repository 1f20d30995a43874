import { hashText } from "../sql/identifiers.js";
import type { TableShape, ViewShape } from "./shape.js";

/** Changes whenever the declaration does. */
export function fingerprint(shape: TableShape | ViewShape): string {
  return hashText(JSON.stringify(shape));
}
