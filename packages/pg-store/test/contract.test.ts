import { createPgStore } from "@42sync/pg-store";
import { test } from "vitest";
import { dataSchema } from "../../../testing/data-schema.js";
import { describeStores } from "../../../testing/databases.js";
import { storeContract, type StoreUnderContract } from "@42sync/core/contract";

describeStores("the contract of stores", (db) => {
  const make = async (): Promise<StoreUnderContract> => {
    const store = createPgStore({ ...db.options(), schema: dataSchema() });
    await store.migrate();
    return {
      store,
      read: async (table) => (await store.query(`select * from "${table}" where deleted_at is null`)).rows,
      close: () => store.close(),
    };
  };

  for (const { name, run } of storeContract) test(name, () => run(make));
});
