import { StoreError } from "../../errors/index.js";
import type { Lock, LockedBy } from "../ports/index.js";

/** A lock among those who share this store; `now` answers local milliseconds. */
export function createMemoryLock(now: () => number): Lock {
  let holder: LockedBy | undefined;
  return {
    holder: () => Promise.resolve(holder),
    acquire: ({ run }) => {
      if (holder !== undefined) {
        return Promise.reject(
          new StoreError(`another run (${holder.run}) holds the lock`, {
            code: "E_LOCKED",
            hint: "wait until it ends",
          }),
        );
      }
      holder = { run, since: new Date(now()).toISOString() };
      return Promise.resolve({ release: () => Promise.resolve(void (holder = undefined)) });
    },
  };
}
