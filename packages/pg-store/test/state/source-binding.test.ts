import { expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";
import { freshStore } from "../given.js";

describeStores("which API a schema is a copy of", (db) => {
  test("is the first one, and no other comes into it", async () => {
    const store = await freshStore(db);
    await store.admin.bindSource("https://api.intra.42.fr");
    await store.admin.bindSource("https://api.intra.42.fr");
    await expect(store.admin.bindSource("a sandbox on this machine")).rejects.toMatchObject({
      code: "E_CONFIG",
      message: `the schema ${store.schema} is a copy of https://api.intra.42.fr, not of a sandbox on this machine`,
      hint: "keep each API in a schema or a database of its own: --schema or --database",
    });
    const other = await freshStore(db);
    await other.admin.bindSource("a sandbox on this machine");
  });
});
