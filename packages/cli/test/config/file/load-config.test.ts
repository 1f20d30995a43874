import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/file/load-config.js";
import { workingFolder } from "../../support/command-line.js";

/** A folder with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = workingFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

async function refusal(
  files: Readonly<Record<string, string>>,
  flag?: string,
): Promise<{ message: string; hint: unknown }> {
  try {
    await loadConfig(flag, folderWith(files));
  } catch (error) {
    if (error instanceof Error && "hint" in error && "code" in error && error.code === "E_CONFIG")
      return { message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error("nothing was refused");
}

const json = (value: unknown): Readonly<Record<string, string>> => ({
  "42sync.config.json": JSON.stringify(value),
});

describe("the config file", () => {
  test("need not be there", async () => {
    expect(await loadConfig(undefined, workingFolder())).toBeUndefined();
  });

  test("may be TypeScript that imports 42sync, without a node_modules beside it", async () => {
    const folder = folderWith({
      "can't read 42sync.config.ts":
        'import { defineConfig, type Config } from "42sync";\nconst campus: Config["campus"] = ["paris", 12];\nexport default defineConfig({ campus, raw: ["users"] });\n',
    });
    expect(await loadConfig(undefined, folder)).toEqual({
      file: "can't read 42sync.config.ts",
      folder,
      config: { campus: ["paris", 12], raw: ["users"] },
    });
  });

  test("may be a module, or JSON that a flag names", async () => {
    const folder = folderWith({
      "42sync.config.mjs": "export default { cursus: await Promise.resolve(9) };",
      "other.json": '{ "schema": "intra" }',
    });
    expect((await loadConfig(undefined, folder))?.config).toEqual({ cursus: 9 });
    expect(await loadConfig("other.json", folder)).toEqual({
      file: "other.json",
      folder,
      config: { schema: "intra" },
    });
  });

  test("is one", async () => {
    expect(await refusal({ "can't read 42sync.config.ts": "export default {};", ...json({}) })).toEqual({
      message: "both can't read 42sync.config.ts and 42sync.config.json exist",
      hint: "keep one of them, or name one with --config",
    });
  });

  test("that a flag names must be there, and of a known kind", async () => {
    expect(await refusal({}, "my.json")).toEqual({
      message: "--config my.json: no such file",
      hint:
        "give a .ts, .mjs or .json file; without the flag, 42sync looks for can't read " +
        "42sync.config.ts, 42sync.config.mjs, 42sync.config.json",
    });
    expect(await refusal({ "42sync.config.yaml": "campus: 1" }, "42sync.config.yaml")).toEqual({
      message: "42sync.config.yaml: a configuration must be a .ts, .mjs or .json file",
      hint: "did you mean can't read 42sync.config.ts?",
    });
  });

  test("says what is wrong with itself", async () => {
    expect(await refusal({ "can't read 42sync.config.ts": "throw new Error('no luck\\nat all');" })).toEqual({
      message: "can't read 42sync.config.ts",
      hint: "no luck at all",
    });
    expect(await refusal({ "42sync.config.mjs": "export const config = {};" })).toEqual({
      message: "42sync.config.mjs exports no configuration",
      hint: "it must have: export default defineConfig({ … }), with defineConfig from 42sync",
    });
    expect((await refusal({ "42sync.config.json": "{ campus: 1 }" })).message).toBe("42sync.config.json");
    expect(
      (await refusal({ "can't read 42sync.config.ts": "export default {\n  campus: [\n" })).hint,
    ).toMatch(/^ParseError: Unexpected token .*42sync\.config\.ts:3:0$/);
    expect(await refusal({ "42sync.config.json": '{ "a": s-s4t2ud-1 }' })).toEqual({
      message: "42sync.config.json",
      hint: "line 1, column 8: names and strings need double quotes",
    });
    expect(await refusal({ "42sync.config.json": "[]" })).toEqual({
      message: "42sync.config.json is invalid",
      hint: "must be an object with the settings",
    });
  });

  test.each([
    [{ campuss: [12] }, "campuss: unknown key", "did you mean campus?"],
    [{ refrenceTtl: "20h" }, "refrenceTtl: unknown key", "did you mean referenceTtl?"],
    [{ privacy: { users: { dropp: ["email"] } } }, "privacy.users.dropp: unknown key", "did you mean drop?"],
    [{ campus: 12 }, "campus is invalid", 'must be a list, like [12, "paris"]'],
    [{ campus: [] }, "campus is invalid", "the list is empty: remove it instead"],
    [{ campus: [1.5] }, "campus[0] is invalid", "a campus must be a number, a name or a slug"],
    [
      { referenceTtl: 20 },
      "referenceTtl is invalid",
      "must be a duration in quotes, like 90s, 15m, 26h or 2d",
    ],
    [{ margin: "5 parsecs" }, "margin is invalid", "must be a duration in quotes, like 90s, 15m, 26h or 2d"],
    [{ refreshBudget: -1 }, "refreshBudget is invalid", "must be a whole number from 0"],
    [
      { drift: { users: "loose" } },
      "drift is invalid",
      'must be strict, warn or ignore, or by table: { users: "strict" }',
    ],
    [
      { privacy: { users: ["email"] } },
      "privacy.users is invalid",
      "must be { drop: [columns], hash: [columns] }",
    ],
    [{ raw: "users" }, "raw is invalid", "must be true, false or a list of tables"],
  ])("refuses %j", async (value, message, hint) => {
    expect(await refusal(json(value))).toEqual({ message: `42sync.config.json: ${message}`, hint });
  });

  const keyHint = "put FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET into .env, which is not committed";
  test.each([
    [{ clientSecret: "hunter2" }, "clientSecret: credentials don't belong in this file", keyHint],
    [
      { FORTYTWO_CLIENT_ID: "u-s4t2ud-1" },
      "FORTYTWO_CLIENT_ID: credentials don't belong in this file",
      keyHint,
    ],
    [{ api: { token: "hunter2" } }, "token: credentials don't belong in this file", keyHint],
    [{ schema: "s-s4t2ud-hunter2" }, "schema: credentials don't belong in this file", keyHint],
    [
      { database: "postgres://me:hunter2@db/mirror" },
      "database: a password doesn't belong in this file",
      "put the address into .env as DATABASE_URL",
    ],
    [
      { database: "postgres://me:hun#ter2@db/mirror" },
      "database: a password doesn't belong in this file",
      "put the address into .env as DATABASE_URL",
    ],
    [
      { database: "postgres://db/mirror?user=me&password=hunter2" },
      "database: a password doesn't belong in this file",
      "put the address into .env as DATABASE_URL",
    ],
  ])("refuses the secret in %j without showing it", async (value, message, hint) => {
    expect(await refusal(json(value))).toEqual({ message: `42sync.config.json: ${message}`, hint });
  });

  test("may name columns after secrets", async () => {
    const config = { privacy: { users: { drop: ["token"] } } };
    expect((await loadConfig(undefined, folderWith(json(config))))?.config).toEqual(config);
  });
});
