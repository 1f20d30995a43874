import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { VerifyReport } from "@42sync/core/sync";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine, type Ended } from "../../support/command-line.js";
import { jumpingClock, local42, type Local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

interface Mirrored extends Local42 {
  readonly schema: string;
  run(...argv: readonly string[]): Promise<Ended>;
  verify(
    ...flags: readonly string[]
  ): Promise<VerifyReport & { readonly exitCode: number; readonly code: number }>;
}

/** A local 42, and a copy of it in a schema of its own. */
async function mirrored(size = 60): Promise<Mirrored> {
  const local = local42({ size });
  const schema = dataSchema();
  const run = ([command = "", ...rest]: readonly string[]): Promise<Ended> =>
    commandLine([command, "--database", database.url, "--schema", schema, ...rest], {
      ...local,
      clock: jumpingClock(Date.now()),
    });
  await run(["nightly", "--json"]);
  return {
    ...local,
    schema,
    run: (...argv) => run(argv),
    verify: async (...flags) => {
      const { code, out } = await run(["verify", "--json", ...flags]);
      return { ...(JSON.parse(out) as VerifyReport & { exitCode: number }), code };
    },
  };
}

const of = ({ tables }: VerifyReport, name: string) => tables.find(({ table }) => table === name)!;

describe("verify", () => {
  test("of a fresh copy says that it is whole, and what that does not prove", async () => {
    const { run, verify } = await mirrored();
    const first = await verify();
    expect({
      code: first.code,
      exitCode: first.exitCode,
      different: first.different,
      errors: first.tables.filter(({ error }) => error !== null),
    }).toEqual({ code: 0, exitCode: 0, different: false, errors: [] });
    const { code, out } = await run("verify", "--only", "cursus,users,coalitions");
    expect({ code, out }).toEqual({
      code: 0,
      out: `
table       compared    here  at 42  missing  gone  changed  pending  hits   sure  why not whole
──────────  ──────────  ────  ─────  ───────  ────  ───────  ───────  ────  ─────  ─────────────
cursus      list          16     16                                      1  100 %
coalitions  read again   214    214                                      4  100 %
users       list          54     54                                      1  100 %

the copy has every row that 42 has, and no other: 6 hits, cursus=21 campus=all
this does not prove:
  the values in the rows: --sample 500 compares some, and nightly re-reads what changes without notice
`,
    });
  });

  test("names what differs and ends with 7; a repair leaves a copy that is equal", async () => {
    const { sandbox, schema, run, verify } = await mirrored();
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schema}".users order by id`,
    );
    const [gone, changed] = [rows[3]!.id, rows[7]!.id];
    const lost = (
      await database.pool.query<{ id: number }>(
        `delete from "${schema}".projects_users where id in (select id from ` +
          `"${schema}".projects_users order by id limit 2) returning id::integer`,
      )
    ).rows
      .map(({ id }) => id)
      .sort((a, b) => a - b);
    sandbox.remove("users", gone);
    sandbox.update("users", changed, { "alumni?": true }, { touch: false });
    const report = await verify("--only", "users,projects_users");
    expect({
      code: report.code,
      users: of(report, "users").remains,
      projects: of(report, "projects_users").remains,
    }).toEqual({
      code: 7,
      users: { missing: [], gone: [gone], changed: [changed] },
      projects: { missing: lost, gone: [], changed: [] },
    });
    const repaired = await run("verify", "--repair", "--only", "users,projects_users");
    expect(repaired.code).toBe(0);
    expect(repaired.out).toContain(
      `users: no longer at 42: ${String(gone)}\nusers: changed without notice: ` +
        `${String(changed)}\nusers: repaired, 1 row stored, 1 row marked as gone\n`,
    );
    expect((await verify("--only", "users,projects_users")).code).toBe(0);
    const marked = await database.pool.query(
      `select id::integer, alumni, deleted_at is not null as gone from "${schema}".users where ` +
        `id in (${String(gone)}, ${String(changed)}) order by id`,
    );
    expect(marked.rows).toEqual(
      [
        { id: gone, alumni: false, gone: true },
        { id: changed, alumni: true, gone: false },
      ].sort((a, b) => a.id - b.id),
    );
  });

  test("who was forgotten is no difference", async () => {
    const { schema, run, verify } = await mirrored();
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schema}".users order by id limit 1`,
    );
    await run("forget", "--yes", String(rows[0]!.id));
    const report = await verify("--only", "users");
    expect({
      code: report.code,
      knownNotStored: of(report, "users").knownNotStored,
      remains: of(report, "users").remains,
    }).toEqual({ code: 0, knownNotStored: 1, remains: { missing: [], gone: [], changed: [] } });
  });

  test("too many gone at once are not marked, and it ends with 6", async () => {
    const { sandbox, schema, verify } = await mirrored(80);
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schema}".users order by id limit 55`,
    );
    for (const { id } of rows) sandbox.remove("users", id);
    expect(await verify("--only", "users", "--repair")).toMatchObject({ code: 6, overDeletionLimit: 55 });
    expect(await verify("--only", "users", "--repair", "--allow-mass-deletion")).toMatchObject({
      code: 0,
      overDeletionLimit: 0,
    });
  });

  test("values that changed without notice are found in a sample, column by column", async () => {
    const { sandbox, schema, run, verify } = await mirrored();
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schema}".coalitions_users order by id limit 1`,
    );
    sandbox.update("coalitions_users", rows[0]!.id, { score: 123_456 }, { touch: false });
    const report = await verify("--only", "coalitions_users,coalitions", "--sample", "1000");
    expect({
      code: report.code,
      differing: of(report, "coalitions_users").differing,
      coalitions: of(report, "coalitions").differing,
    }).toEqual({ code: 7, differing: [{ id: rows[0]!.id, columns: ["score"] }], coalitions: [] });
    const { out } = await run("verify", "--only", "coalitions_users", "--sample", "1000", "--repair");
    expect(out).toContain(`coalitions_users ${String(rows[0]!.id)}: differs in score\n`);
    expect((await verify("--only", "coalitions_users", "--sample", "1000")).code).toBe(0);
  });
});
