import { scopeKey, type AnyTable, type Scope } from "../../resource/index.js";
import type { LockedBy, Store } from "../ports/index.js";

/**
 * Watches whether a run works on the copy while a table is compared: one that holds the lock before or after,
 * or has completed the table meanwhile.
 */
export async function watchRuns(
  store: Store,
  table: AnyTable,
  scope: Scope,
): Promise<() => Promise<LockedBy | undefined>> {
  const before = await store.lock.holder();
  const completedAt = async (): Promise<string | undefined> =>
    (await store.watermarks.watermark(table, scopeKey(scope)))?.completedAt;
  const completed = await completedAt();
  return async () =>
    before ??
    (await store.lock.holder()) ??
    ((await completedAt()) === completed ? undefined : { run: "a run", since: null });
}
