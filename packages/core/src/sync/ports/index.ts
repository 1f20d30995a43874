/** What the engine asks of a store: each port an interface of its own, `Store` all of them. */
export type { Condition } from "../../resource/index.js";
export { addCounts, type Entry, noRows, type RowCounts } from "./rows.js";
export type { InvalidItem, QuarantinedItem, QuarantineReason } from "./quarantine.js";
export type { Coverage, IdRange, OwnedId, Verified, VerifiedRange } from "./ids.js";
export type { Completion, PageCommit, PageWriter } from "./pages.js";
export type {
  PassEnd,
  PassKind,
  PassOutcome,
  RecordedPassOutcome,
  RecordedRunOutcome,
  ResumePoint,
  RunLedger,
  RunOutcome,
} from "./passes.js";
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
