// A store of your own: here, one that tells others which rows really came or changed. The contract proves
// that it still is a store.
import { createClient } from "@42sync/core";
import type { AnyTable } from "@42sync/core/tables";
import { storeContract, type StoreUnderContract } from "@42sync/core/contract";
import { createMemoryStore, type Store } from "@42sync/core/sync";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { nightly } from "42sync";

/** Wraps any store; `heard` is called when the rows of a page are stored. */
function tellingStore<S extends Store>(inner: S, heard: (table: AnyTable, changed: number) => void): S {
  return {
    ...inner,
    pages: {
      commit: async (page) => {
        const counts = await inner.pages.commit(page);
        heard(page.table, counts.inserted + counts.updated);
        return counts;
      },
    },
  };
}

/** What the contract asks for: an empty store for each test, and a way to look into it. */
async function makeStore(): Promise<StoreUnderContract> {
  const inner = createMemoryStore();
  return {
    store: tellingStore(inner, () => undefined),
    read: async (table) => inner.rows(table),
    close: async () => undefined,
  };
}

// In your tests: for (const { name, run } of storeContract) test(name, () => run(makeStore));
for (const { run } of storeContract) await run(makeStore);
console.log(`a store by ${String(storeContract.length)} tests`);

const changes = new Map<string, number>();
const store = tellingStore(createMemoryStore(), ({ name }, changed) =>
  changes.set(name, (changes.get(name) ?? 0) + changed),
);
const applications = [{ ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 }];
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 30, applications }).fetch });
await nightly({ client, store, scope: { cursusId: 21, campusIds: [] } });
console.log([...changes].map(([table, changed]) => `${table} ${String(changed)}`).join(", "));
