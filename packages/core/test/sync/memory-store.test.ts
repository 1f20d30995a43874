import { describe, test } from "vitest";
import { storeContract } from "../../src/sync/contract.js";
import { createMemoryStore } from "../../src/sync/index.js";

describe("the contract of stores, in memory", () => {
  test.each(storeContract)("$name", ({ run }) =>
    run(() => {
      const store = createMemoryStore();
      return Promise.resolve({ store, read: (table: string) => Promise.resolve(store.rows(table)), close: () => Promise.resolve() });
    }),
  );
});
