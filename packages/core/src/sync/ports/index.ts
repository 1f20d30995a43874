/** What the engine asks of a store: each port an interface of its own, `Store` all of them. */
export type { Condition } from "../../resource/index.js";
export { addCounts, type Entry, noRows, type RowCounts } from "./rows.js";
export type { QuarantinedItem, InvalidItem } from "./invalid-items.js";
export type { Coverage, IdRange, OwnedId } from "./ids.js";
export type { Completion, PageCommit, PageWriter } from "./pages.js";
export type { PassEnd, PassKind, PassOutcome, ResumePoint, RunLedger, RunOutcome } from "./passes.js";
export {
  type KnownNotStored,
  retryParentAfterMs,
  type Counts,
  type Differing,
  type OwnersToReread,
} from "./counts.js";
export type { Watermark, Watermarks } from "./watermarks.js";
export type { Lock, LockedBy, LockHeld } from "./lock.js";
export type { KeptFact, Probes } from "./probes.js";
export type { Store } from "./store.js";
