import { createPgStore } from "@42sync/pg-store";
import { test } from "vitest";
import { describeStores } from "../../../testing/databases.js";
import { storeContract, type StoreUnderContract } from "@42sync/core/contract";

describeStores("the contract of stores", (db) => {
  let schemas = 0;

  const make = async (): Promise<StoreUnderContract> => {
    schemas += 1;
    const store = createPgStore({ ...db.options(), schema: `contract_${String(schemas)}` });
    await store.migrate();
    return { store, read: async (table) => (await store.query(`select * from "${table}" where deleted_at is null`)).rows, close: () => store.close() };
  };

  for (const { name, run } of storeContract) test(name, () => run(make));
});
