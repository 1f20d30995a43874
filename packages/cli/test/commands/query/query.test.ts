import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine, type Ended } from "../../support/command-line.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

describe("query", () => {
  const ask = (sql: string, ...flags: readonly string[]): Promise<Ended> =>
    commandLine(["query", sql, "--database", database.url, ...flags]);
  const sql =
    "select 1 as id, 'mlopez'::text as login, 9.5::float8 as level, true as active, null as " +
    `"left", '{"a":1}'::json as image, timestamptz '2026-11-23 08:00:00+00' as at`;

  test("is a table", async () => {
    expect(await ask(sql)).toEqual({
      code: 0,
      out:
        "id  login   level  active  left  image    at\n──  ──────  ─────  ──────  ────  ───────  " +
        "────────────────────────\n" +
        ' 1  mlopez    9.5  true          {"a":1}  2026-11-23T08:00:00.000Z\n(1 row)\n',
      err: "",
    });
  });

  test("is CSV", async () => {
    expect(await ask(sql, "--csv")).toEqual({
      code: 0,
      out: 'id,login,level,active,left,image,at\n1,mlopez,9.5,true,,"{""a"":1}",2026-11-23T08:00:00.000Z\n',
      err: "",
    });
  });

  test("is JSON", async () => {
    const { code, out } = await ask(sql, "--json");
    expect({ code, rows: JSON.parse(out) as unknown }).toEqual({
      code: 0,
      rows: [
        {
          id: 1,
          login: "mlopez",
          level: 9.5,
          active: true,
          left: null,
          image: { a: 1 },
          at: "2026-11-23T08:00:00.000Z",
        },
      ],
    });
  });

  test("writes nothing", async () => {
    const { code, err } = await ask("create table mine (id integer)");
    expect({ code, err }).toMatchObject({
      code: 5,
      err: expect.stringContaining("read-only transaction") as string,
    });
  });

  test("says which database a wrong statement was asked of, and the nearest name", async () => {
    const { code, err } = await ask("select logi from pg_class");
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(
        /^error: the statement failed at character 8: column "logi" does not exist \(asked: PostgreSQL .*, schema public\)\n {2}hint: did you mean login\? 42sync query "select table_name, column_name/,
      ) as string,
    });
  });

  test("ends with 2 when the statement is wrong, and says where", async () => {
    const ends = (await Promise.all(["selct 1", "select 1 / 0"].map((wrong) => ask(wrong)))).map(
      ({ code, err }) => ({ code, err: err.replace(/ \(asked: .*/s, "") }),
    );
    expect(ends).toEqual([
      { code: 2, err: 'error: the statement failed at character 1: syntax error at or near "selct"' },
      { code: 2, err: "error: the statement failed: division by zero" },
    ]);
  });

  test("does not show one of two columns of one name", async () => {
    expect(await ask("select count(*), count(*) filter (where false) from pg_class")).toEqual({
      code: 2,
      out: "",
      err:
        "error: two columns of the result are called count\n  hint: rename them: select … as one, " +
        "… as two\n",
    });
  });
});
