import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseCampuses } from "../../src/config/scope/parse-campuses.js";
import { resolveSettings, type SettingFlags, type Settings } from "../../src/config/resolve-settings.js";
import { workingFolder } from "../support/command-line.js";

interface Given {
  readonly file?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: SettingFlags;
}

function resolve({ file, env = {}, flags = {} }: Given): Promise<Settings> {
  const cwd = workingFolder();
  if (file !== undefined) writeFileSync(join(cwd, "42sync.config.json"), JSON.stringify(file));
  return resolveSettings({ env, cwd, secrets: { add: () => undefined } }, flags);
}

const file = {
  campus: [12, "paris"],
  with: ["locations"],
  cursus: 9,
  database: "copies/mine",
  schema: "intra",
  only: ["users"],
  referenceTtl: "2h",
  margin: "90s",
  refreshBudget: 50,
  reserve: 100,
  privacy: { users: { hash: ["email"] } },
  drift: { users: "strict" },
  raw: true,
};

/** What was chosen for a mirror, without the tables that follow from it. */
const chosenOf = ({ with: optional, resources, raw }: Settings["mirror"]): object => ({
  with: optional,
  resources,
  raw,
});

describe("settings", () => {
  test("without a file or a flag are the defaults", async () => {
    const { target, env, mirror, ...settings } = await resolve({});
    expect({ ...settings, kind: target.kind, env, mirror: chosenOf(mirror) }).toEqual({
      kind: "folder",
      env: {},
      file: undefined,
      schema: "public",
      label: "embedded PostgreSQL in .42sync/db, schema public",
      campus: undefined,
      cursus: { id: 21, from: "--cursus" },
      mirror: { with: [], resources: [], raw: false },
      only: undefined,
      except: undefined,
      referenceTtlMs: undefined,
      marginMs: undefined,
      refreshBudget: undefined,
      reserve: undefined,
      privacy: {},
      drift: "warn",
    });
  });

  test("come from the file", async () => {
    const { target, env, mirror, ...settings } = await resolve({ file });
    expect({ ...settings, kind: target.kind, env, mirror: chosenOf(mirror) }).toEqual({
      kind: "folder",
      env: {},
      file: "42sync.config.json",
      schema: "intra",
      label: "embedded PostgreSQL in copies/mine, schema intra",
      campus: { names: ["12", "paris"], from: "42sync.config.json: campus" },
      cursus: { id: 9, from: "42sync.config.json: cursus" },
      mirror: { with: ["locations"], resources: [], raw: true },
      only: ["users"],
      except: undefined,
      referenceTtlMs: 7_200_000,
      marginMs: 90_000,
      refreshBudget: 50,
      reserve: 100,
      privacy: { users: { hash: ["email"] } },
      drift: { users: "strict" },
    });
  });

  test("all campuses are named by all alone, which undoes a campus of the file", async () => {
    const campusOf = async (campus: string): Promise<unknown> =>
      (await resolve({ file, flags: { campus: parseCampuses(campus) } })).campus;
    expect([
      await campusOf("all"),
      await campusOf("ALL"),
      await campusOf("all,12"),
      (await resolve({ file: { campus: ["all"] } })).campus,
    ]).toEqual([undefined, undefined, { names: ["all", "12"], from: "--campus" }, undefined]);
  });

  test("of the environment win over the file, and flags over both", async () => {
    const env = { DATABASE_URL: "postgres://db.example.org/mirror" };
    expect((await resolve({ file, env })).label).toBe("PostgreSQL mirror at db.example.org, schema intra");
    const flags = {
      database: "elsewhere",
      schema: "mine",
      campus: parseCampuses("lyon"),
      cursus: 21,
      except: "users",
      reserve: 0,
    };
    const { label, campus, cursus, only, except, reserve } = await resolve({ file, env, flags });
    expect({ label, campus, cursus, only, except, reserve }).toEqual({
      label: "embedded PostgreSQL in elsewhere, schema mine",
      campus: { names: ["lyon"], from: "--campus" },
      cursus: { id: 21, from: "--cursus" },
      only: undefined,
      except: ["users"],
      reserve: 0,
    });
  });

  test("of a file elsewhere name a folder beside it", async () => {
    const cwd = workingFolder();
    mkdirSync(join(cwd, "paris"));
    writeFileSync(join(cwd, "paris", "my.json"), '{ "database": "copy" }');
    const { label, target } = await resolveSettings(
      { env: {}, cwd, secrets: { add: () => undefined } },
      { config: "paris/my.json" },
    );
    expect({ label, target }).toEqual({
      label: "embedded PostgreSQL in paris/copy, schema public",
      target: {
        kind: "folder",
        folder: join(cwd, "paris", "copy"),
        label: "embedded PostgreSQL in paris/copy",
      },
    });
  });

  test("omit rules of tables that are not mirrored", async () => {
    const rules = { drift: { teams: "strict", campus: "ignore", users: "strict" }, raw: ["teams", "users"] };
    const without = await resolve({ file: rules });
    const asked = await resolve({ file: { ...rules, with: ["teams"] } });
    expect([without.drift, without.mirror.raw, asked.drift, asked.mirror.raw]).toEqual([
      { campus: "ignore", users: "strict" },
      ["users"],
      rules.drift,
      rules.raw,
    ]);
  });

  test.each([
    [{ with: ["location"] }, "42sync.config.json: with location: unknown table", "did you mean locations?"],
    [
      { only: ["teams"] },
      "42sync.config.json: only teams: teams is an optional table",
      'add it with --with teams, or with: ["teams"] in the config file',
    ],
    [{ only: ["user"] }, "42sync.config.json: only user: unknown table", "did you mean users?"],
    [
      { privacy: { cursus_user: { drop: ["level"] } } },
      "42sync.config.json: privacy cursus_user: unknown table",
      "did you mean cursus_users?",
    ],
    [
      { raw: ["projectsusers"] },
      "42sync.config.json: raw projectsusers: unknown table",
      "did you mean projects_users?",
    ],
    [
      { drift: { campusses: "warn" } },
      "42sync.config.json: drift campusses: unknown table",
      "did you mean campuses?",
    ],
  ])("names the nearest right name for %j", async (config, message, hint) => {
    await expect(resolve({ file: config })).rejects.toMatchObject({ code: "E_CONFIG", message, hint });
  });
});
