import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine } from "../../support/command-line.js";
import { local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

interface Told {
  readonly name: string | null;
  readonly tables: readonly {
    readonly table: string;
    readonly columns: readonly string[];
    readonly total: number;
    readonly rows: readonly {
      readonly key: string;
      readonly ingestedAt: string;
      readonly pass: {
        readonly runId: number;
        readonly run: string;
        readonly table: string;
        readonly kind: string;
      } | null;
      readonly values: Record<string, unknown>;
    }[];
  }[];
  readonly quarantine: readonly { readonly table: string; readonly key: string; readonly detail: string }[];
  readonly forgottenAt: string | null;
  readonly hits: Record<string, number>;
}

describe("explain", () => {
  const given = async (): Promise<{
    readonly flags: readonly string[];
    readonly schema: string;
    readonly person: { readonly id: number; readonly login: string };
    readonly next: () => Promise<void>;
  }> => {
    const schema = dataSchema();
    const flags = ["--database", database.url, "--schema", schema];
    const { sandbox, fetch, env } = local42();
    await commandLine(["nightly", ...flags], { fetch, env });
    const [person] = (
      await database.pool.query<{ id: number; login: string }>(
        `select u.id::int, u.login from "${schema}".users u join "${schema}".achievements_users ` +
          "a on a.user_id = u.id order by u.id limit 1",
      )
    ).rows;
    sandbox.insert("projects_users", { user_id: person!.id, project_id: 999_999, cursus_ids: [21] });
    sandbox.update("users", person!.id, { wallet: 77 });
    sandbox.advance("1h");
    const next = async (): Promise<void> => {
      expect((await commandLine(["incremental", ...flags], { fetch, env })).code).toBe(0);
    };
    return { flags, schema, person: person!, next };
  };

  test("tells every row of a person with the run and pass that wrote it, what waits, and what reading it again costs", async () => {
    const { flags, schema, person, next } = await given();
    await next();
    const { code, out } = await commandLine(["explain", "users", person.login, "--json", ...flags]);
    const told = JSON.parse(out) as Told;
    const own = told.tables[0]?.rows[0];
    expect({
      code,
      name: told.name,
      own: {
        table: told.tables[0]?.table,
        key: own?.key,
        wallet: own?.values["wallet"],
        run: own?.pass?.run,
        table_of_pass: own?.pass?.table,
        kind: own?.pass?.kind,
      },
    }).toEqual({
      code: 0,
      name: person.login,
      own: {
        table: "users",
        key: String(person.id),
        wallet: 77,
        run: "incremental",
        table_of_pass: "users",
        kind: "window",
      },
    });
    const memberships = told.tables.find(({ table }) => table === "campus_users");
    expect(memberships?.rows.map(({ pass }) => [pass?.run, pass?.table, pass?.kind])).toContainEqual([
      "nightly",
      "campus_users",
      "full",
    ]);
    for (const { table, columns, total, rows } of told.tables) {
      const counted = await database.pool.query<{ count: number }>(
        `select count(*)::int as count from "${schema}"."${table}" where ` +
          `${columns.map((column) => `"${column}" = $1`).join(" or ")}`,
        [person.id],
      );
      expect({ table, total, shown: rows.length }).toEqual({
        table,
        total: counted.rows[0]?.count,
        shown: Math.min(200, total),
      });
    }
    expect(told.quarantine).toEqual([
      expect.objectContaining({ table: "projects_users", detail: "project_id 999999 is not among projects" }),
    ]);
    expect(told.hits).toMatchObject({ users: 1, projects_users: 1, campus_users: 1 });
  });

  test("is a table for people, of a person by number and of any other row", async () => {
    const { flags, person, next } = await given();
    await next();
    const { out } = await commandLine(["explain", "users", String(person.id), ...flags]);
    expect(out.split("\n")[0]).toMatch(
      new RegExp(`^users ${String(person.id)} \\(${person.login}\\): \\d+ rows in \\d+ tables$`),
    );
    expect(out).toMatch(
      new RegExp(
        `^users +${String(person.id)} +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ +run \\d+ ` +
          `incremental, window +\\d{4}-`,
        "m",
      ),
    );
    expect(out).toMatch(
      /^in quarantine: projects_users \d+, missing_parent: project_id 999999 is not among projects; first seen /m,
    );
    expect(out).toMatch(/^re-reading all of it takes \d+ hits: users 1, /m);
    const project = await commandLine(["explain", "projects", "1314", ...flags]);
    expect(project.out).toMatch(/^projects 1314: \d+ rows in \d+ tables$/m);
    expect(project.out).toMatch(/^campus_projects +\d+, 1314 /m);
  });

  test("of a word alone that is no table is of a person; a table alone wants a row", async () => {
    const { flags, person } = await given();
    const explain = (...words: readonly string[]) => commandLine(["explain", ...words, ...flags]);
    expect(await explain(person.login)).toEqual(await explain("users", person.login));
    expect((await explain(String(person.id))).out.split("\n")[0]).toMatch(
      new RegExp(`^users ${String(person.id)} `),
    );
    expect(await explain("projects")).toEqual({
      code: 2,
      out: "",
      err: "error: explain projects: which row?\n  hint: by its number, as: 42sync explain projects 1314\n",
    });
    expect(await explain("users")).toEqual({
      code: 2,
      out: "",
      err:
        "error: explain users: which row of users?\n  hint: by its number or login, as: 42sync " +
        "explain users 1314\n",
    });
    expect((await explain("nobody-here")).err.split("\n")[0]).toBe(
      "error: nobody here has the login nobody-here",
    );
  });

  test("of a schema that nobody filled says so", async () => {
    const schema = dataSchema();
    expect(
      await commandLine(["explain", "norminet", "--database", database.url, "--schema", schema]),
    ).toEqual({
      code: 2,
      out: "",
      err:
        `error: the schema ${schema} has no tables of 42sync yet\n  hint: fill it with 42sync ` +
        `nightly, or choose another with --schema or --database\n`,
    });
  });

  test("tells who was forgotten, and what is not there", async () => {
    const { flags, person } = await given();
    await commandLine(["forget", String(person.id), "--yes", ...flags]);
    const { code, out } = await commandLine(["explain", "users", String(person.id), ...flags]);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(
        new RegExp(
          `^users ${String(person.id)}: nothing is stored\\nforgotten on request on [^\\n]+Z: no ` +
            `run brings it back\\n$`,
        ),
      ) as string,
    });
    expect((await commandLine(["explain", "users", "999999999", ...flags])).out).toBe(
      "users 999999999: nothing is stored\nnext: 42sync get /v2/users/999999999 shows whether 42 has it\n",
    );
    expect((await commandLine(["explain", "user", "1", ...flags])).err.split("\n").slice(-3, -1)).toEqual([
      "error: explain user: unknown table",
      "  hint: did you mean users?",
    ]);
    expect((await commandLine(["explain", "projects", "libft", ...flags])).err).toBe(
      "error: libft is not an id\n  hint: rows of projects are found by their id, like: 42sync explain projects 1314\n",
    );
  });
});
