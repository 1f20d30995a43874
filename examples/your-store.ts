// A store of your own: here, one that reports which rows were added or changed. The contract suite proves that
// it's still a valid store.
import { createClient } from "@42sync/core";
import { storeContract, type StoreUnderContract } from "@42sync/core/contract";
import { nightly } from "@42sync/core/pipelines";
import { createMemoryStore, type Store } from "@42sync/core/sync";
import { defineMirror, type AnyTable } from "@42sync/core/tables";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";

/** Wraps any store; `onChange` is called when the rows of a page are stored. */
function reportingStore<S extends Store>(inner: S, onChange: (table: AnyTable, changed: number) => void): S {
  const commit: Store["pages"]["commit"] = async (page) => {
    const counts = await inner.pages.commit(page);
    onChange(page.table, counts.inserted + counts.updated);
    return counts;
  };
  return { ...inner, pages: { commit } };
}

/** What the contract needs: an empty store for each test, and a way to read it. */
async function makeStore(): Promise<StoreUnderContract> {
  const inner = createMemoryStore();
  const store = reportingStore(inner, () => undefined);
  return { store, read: async (table) => inner.rows(table), close: async () => undefined };
}

// In your tests: for (const { name, run } of storeContract) test(name, () => run(makeStore));
for (const { run } of storeContract) await run(makeStore);
console.log(`passes ${String(storeContract.length)} tests of the contract`);

const changes = new Map<string, number>();
const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [] } });
const store = reportingStore(createMemoryStore({ mirror }), ({ name }, changed) =>
  changes.set(name, (changes.get(name) ?? 0) + changed),
);
const applications = [{ ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 }];
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 30, applications }).fetch });
await nightly({ client, store, mirror });
console.log([...changes].map(([table, changed]) => `${table} ${String(changed)}`).join(", "));
