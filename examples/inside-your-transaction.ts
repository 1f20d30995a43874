// Rows of 42 and your own rows in one transaction: either both are stored, or neither.
import { createClient } from "@42sync/core";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { PGlite } from "@electric-sql/pglite";

const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 30 }).fetch });
const pglite = new PGlite();
await createPgStore({ pglite }).migrate();
await pglite.exec(
  "create table imports (at timestamptz default now(), people bigint not null check (people > 0))",
);

// With pg: `begin` on your client, createPgStore({ client }), and `commit`.
async function importPeople(kind: string): Promise<void> {
  await pglite.transaction(async (transaction) => {
    // each write of this store is a savepoint in your transaction
    const store = createPgStore({ pglite: transaction });
    await store.tables.users.upsertAll(client.users.items({ under: { cursus: 21 }, filter: { kind } }));
    const { rows } = await store.query<{ people: number }>("select count(*) as people from users");
    await transaction.query("insert into imports (people) values ($1)", [rows[0]?.people]);
  });
}

await importPeople("nobody").catch((error: unknown) => {
  console.log(`nothing was imported: ${error instanceof Error ? error.message : String(error)}`);
});
await importPeople("student");
const { rows } = await pglite.query<{ imports: number; people: number }>(
  "select (select count(*) from imports) as imports, (select count(*) from users) as people",
);
console.log(`${String(rows[0]?.imports)} import, ${String(rows[0]?.people)} people`);
await pglite.close();
