import type { Counts } from "./counts.js";
import type { Lock } from "./lock.js";
import type { PageWriter } from "./pages.js";
import type { RunLedger } from "./passes.js";
import type { Probes } from "./probes.js";
import type { Watermarks } from "./watermarks.js";

/** Where rows go, as the engine sees it. `@42sync/pg-store` is one; `createMemoryStore` another. */
export interface Store {
  readonly pages: PageWriter;
  readonly counts: Counts;
  readonly watermarks: Watermarks;
  readonly ledger: RunLedger;
  readonly lock: Lock;
  readonly probes: Probes;
}
