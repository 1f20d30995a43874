import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "@42sync/core/sync";
import { dataSchema } from "../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commandLine, workingFolder, withoutTime } from "../support/command-line.js";
import { local42 } from "../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];

/** A user's file with a resource of two lists: one by itself, one of people's rows. */
const config = `
import { z } from "zod";
import { defineResource } from "@42sync/core/tables";
import { defineConfig } from "42sync";

const campusQuests = defineResource({
  name: "campus_quests",
  path: "/v2/quests",
  item: z.looseObject({ id: z.number(), name: z.string(), cursus_id: z.number().nullable() }),
  filters: ["cursus_id"],
  ranges: ["id"],
  sorts: ["id"],
  traversal: "keyset",
  pageSize: 3,
  table: {
    comment: "Quests.",
    incremental: "full",
    columns: {
      id: { kind: "bigint", comment: "42's id of the quest." },
      name: { kind: "text", comment: "Name." },
      cursus_id: { kind: "bigint", nullable: true, comment: "The cursus.", references: { table: "cursus" } },
    },
  },
});

const progress = defineResource({
  name: "quest_progress",
  path: "/v2/quests_users",
  unknownFields: "ignore",
  item: z.looseObject({ id: z.number(), quest_id: z.number(), validated_at: z.string().nullable(), updated_at: z.string(), user: z.looseObject({ id: z.number().optional() }) }),
  filters: ["user_id"],
  ranges: ["id", "updated_at"],
  sorts: ["id"],
  traversal: "keyset",
  table: {
    comment: "How far people are with quests.",
    incremental: "window",
    askBy: { filter: "user_id", table: "users" },
    columns: {
      id: { kind: "bigint", comment: "42's id of the row." },
      quest_id: { kind: "bigint", comment: "The quest.", references: { table: "campus_quests" } },
      user_id: { kind: "bigint", comment: "The person.", references: { table: "users", missing: "skip" }, from: (item) => item.user.id ?? null },
      validated_at: { kind: "timestamp", nullable: true, comment: "When it was done." },
      updated_at: { kind: "timestamp", comment: "When 42 last changed the row." },
    },
  },
});

export default defineConfig({ resources: [campusQuests, progress] });
`;

function folderWith(text: string): string {
  const cwd = workingFolder();
  writeFileSync(join(cwd, "42sync.config.ts"), text);
  return cwd;
}

describe("a resource of one's own on the command line", () => {
  test("is mirrored by nightly, kept up to date, and queried", async () => {
    const { sandbox, fetch, env } = local42({ size: 60 });
    const flags = ownSchema();
    const options = { env, fetch, cwd: folderWith(config) };
    const { code, out, err } = await commandLine(["nightly", "--json", ...flags], options);
    expect([code, code === 0 ? "" : err]).toEqual([0, ""]);
    // Of the two, one leaves fields out on purpose.
    expect(Object.keys((JSON.parse(out) as RunReport).unknownFields)).toEqual(["campus_quests"]);
    expect((JSON.parse(out) as RunReport).passes.map(({ table }) => table)).toEqual(
      expect.arrayContaining(["campus_quests", "quest_progress"]) as string[],
    );
    const quests = sandbox
      .rows("quests")
      .map((row) => ({ id: row["id"], name: row["name"], cursus: "42cursus" }));
    const query =
      "select q.id, q.name, c.name as cursus from campus_quests q join cursus c on c.id = " +
      "q.cursus_id order by q.id";
    expect(JSON.parse((await commandLine(["query", query, "--json", ...flags], options)).out)).toEqual(
      quests,
    );
    const people = new Set(
      (
        JSON.parse(
          (await commandLine(["query", "select id from users", "--json", ...flags], options)).out,
        ) as { id: number }[]
      ).map(({ id }) => id),
    );
    const truth = sandbox
      .rows("quests_users")
      .filter((row) => people.has((row["user"] as { id: number }).id))
      .map((row) => row["id"]);
    const ids = async (): Promise<unknown> =>
      (
        JSON.parse(
          (
            await commandLine(
              ["query", "select id from quest_progress order by id", "--json", ...flags],
              options,
            )
          ).out,
        ) as { id: number }[]
      ).map(({ id }) => id);
    expect(await ids()).toEqual(truth);
    sandbox.update("quests", Number(quests[0]!.id), { name: "Renamed" });
    await commandLine(["nightly", ...flags], options);
    expect(
      JSON.parse(
        (
          await commandLine(
            ["query", "select name from campus_quests order by id limit 1", "--json", ...flags],
            options,
          )
        ).out,
      ),
    ).toEqual([{ name: "Renamed" }]);
  });

  test("is a list that get knows how to read", async () => {
    const { sandbox, fetch, env } = local42();
    const { out } = await commandLine(["get", "/v2/quests", "--all", "--filter", "cursus_id=21"], {
      env,
      fetch,
      cwd: folderWith(config),
    });
    expect(
      out
        .trimEnd()
        .split("\n")
        .map((line) => (JSON.parse(line) as { id: number }).id),
    ).toEqual(sandbox.rows("quests").map((row) => row["id"]));
    expect(
      sandbox.requests.filter(({ path }) => path === "/v2/quests").map(({ query }) => query["page[size]"]),
    ).toEqual(["3", "3", "3"]);
  });

  test("obeys the choice of tables, and the privacy profile", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    const options = {
      env: { ...env, FORTYTWO_PRIVACY_KEY: "0123456789abcdef0123" },
      fetch,
      cwd: folderWith(
        config.replace(
          "resources: [",
          'privacy: { campus_quests: { hash: ["name"] } }, drift: { quest_progress: "ignore" }, resources: [',
        ),
      ),
    };
    const { code, out } = await commandLine(
      ["nightly", "--only", "cursus,campus_quests", "--json", ...flags],
      options,
    );
    expect([code, (JSON.parse(out) as RunReport).passes.map(({ table, kind }) => [table, kind])]).toEqual([
      0,
      [
        ["cursus", "full"],
        ["campus_quests", "full"],
      ],
    ]);
    expect(
      JSON.parse(
        (
          await commandLine(
            [
              "query",
              "select count(*)::integer as open from campus_quests where name !~ '^[0-9a-f]{64}$'",
              "--json",
              ...flags,
            ],
            options,
          )
        ).out,
      ),
    ).toEqual([{ open: 0 }]);
  });

  test("is refused when its name is hostile or taken, before anything is asked or made", async () => {
    const hostile = await commandLine(["nightly", "--json"], {
      cwd: folderWith(config.replace('name: "campus_quests"', "name: 'q\"; drop table users; --'")),
    });
    expect({ code: hostile.code, last: withoutTime(hostile.err) }).toEqual({
      code: 2,
      last:
        'error: "q\\"; drop table users; --" is not a valid name for a resource\n' +
        "  hint: use at most 63 lower-case letters, digits and underscores, and begin with a letter\n",
    });
    const taken = await commandLine(["nightly"], {
      cwd: folderWith(config.replace('name: "campus_quests"', 'name: "users"')),
    });
    expect({ code: taken.code, last: withoutTime(taken.err) }).toEqual({
      code: 2,
      last: "error: a table users is already installed\n  hint: give yours another name\n",
    });
    const wrong = await commandLine(["nightly"], {
      cwd: folderWith("export default { resources: [{ name: 'quests' }] };"),
    });
    expect({ code: wrong.code, last: withoutTime(wrong.err) }).toEqual({
      code: 2,
      last:
        "error: 42sync.config.ts: resources[0] is invalid\n  hint: must be made by " +
        "defineResource of @42sync/core/tables\n",
    });
  });
});
