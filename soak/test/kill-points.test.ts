import { fileURLToPath } from "node:url";
import { build } from "tsup";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { launchPostgres } from "../../testing/launch-postgres.js";
import { takeApiDown } from "../kill/api-down.js";
import { killChildren } from "../kill/kill-children.js";
import { runMemoryKills, type KillResult } from "../kill/memory-kills.js";
import { runPgKills } from "../kill/pg-kills.js";
import { restartDatabase } from "../kill/restart-database.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const wrongOf = (results: readonly KillResult[]): readonly KillResult[] =>
  results.filter(({ wrong }) => wrong.length > 0);

describe("a run that was killed converges with the next one", () => {
  beforeAll(async () => {
    await build({
      config: false,
      entry: { child: at("../kill/child.ts") },
      outDir: at("../dist/test"),
      format: ["esm"],
      target: "node20",
      silent: true,
      skipNodeModulesBundle: true,
      tsconfig: at("../../tsconfig.json"),
      define: { __CORE_VERSION__: '"0.0.0"' },
    });
  });

  test.each(["nightly", "incremental"] as const)("%s, between what it asks of its store", async (killing) => {
    const results = await runMemoryKills(killing, 24);
    expect([results.length, wrongOf(results)]).toEqual([24, []]);
  });

  test.each(["nightly", "incremental"] as const)(
    "%s, between the statements of its transactions",
    async (killing) => {
      const results = await runPgKills(inject("postgresUrl"), killing, 6);
      expect([results.length, wrongOf(results)]).toEqual([6, []]);
    },
  );

  test.each(["nightly", "incremental"] as const)("%s, by SIGKILL of its process", async (killing) => {
    const results = await killChildren(inject("postgresUrl"), {
      killing,
      points: 2,
      script: at("../dist/test/child.js"),
    });
    expect([results.length, wrongOf(results)]).toEqual([2, []]);
  });

  test("a run whose database server restarted converges too", async () => {
    const server = await launchPostgres();
    try {
      expect(
        wrongOf([
          await restartDatabase(server.url, "nightly", 302),
          await restartDatabase(server.url, "incremental", 151),
        ]),
      ).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  test.each([
    [7, "reset"],
    [31, "503"],
  ] as const)(
    "and those during which the API was down for ten minutes, from hit %i (%s)",
    async (hit, kind) => {
      expect(wrongOf([await takeApiDown(hit, kind)])).toEqual([]);
    },
  );
});
