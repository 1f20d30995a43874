import { bookkeeping } from "./bookkeeping/columns.js";
import { freshnessView } from "./bookkeeping/freshness-view.js";
import { notStoredShapes } from "./bookkeeping/not-stored.js";
import { progressShapes } from "./bookkeeping/progress.js";
import { runShapes } from "./bookkeeping/runs.js";
import { registryShape, schemaShapes } from "./bookkeeping/schemas.js";
import type { TableShape, ViewShape } from "./shape.js";

export { bookkeeping };

/** The tables of the bookkeeping. */
export const bookkeepingShapes: readonly TableShape[] = [
  registryShape,
  ...runShapes,
  ...progressShapes,
  ...notStoredShapes,
  ...schemaShapes,
];

/** The views of the bookkeeping. */
export const bookkeepingViews: readonly ViewShape[] = [freshnessView];
