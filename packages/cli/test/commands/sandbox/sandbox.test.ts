import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { RunReport } from "@42sync/core/sync";
import { createSandbox } from "@42sync/sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { runCli } from "../../../src/run-cli.js";
import { captureOutputs, commandLine, workingFolder } from "../../support/command-line.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

/** Flags for a schema of the test's own. */
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];

describe("the sandbox", () => {
  test("prints what to export, answers, switches its rows, and ends when asked", async () => {
    const cwd = workingFolder();
    mkdirSync(join(cwd, "tuesday"));
    writeFileSync(
      join(cwd, "tuesday", "cursus.ndjson"),
      '{"id":99,"created_at":"2026-11-24T00:00:00.000Z","name":"Tuesday","slug":"tuesday","kind":"main"}\n',
    );
    writeFileSync(join(cwd, "tuesday", "meta.json"), '{"now":"2026-11-24T08:00:00.000Z"}');
    const { outputs, said } = captureOutputs();
    const finish = new AbortController();
    const ended = runCli(["sandbox", "--port", "0", "--size", "5", "--per-second", "100"], {
      env: {},
      cwd,
      outputs,
      finish: finish.signal,
    });
    await expect.poll(() => said.err, { timeout: 20_000 }).toContain("Ctrl-C ends it");
    for (const line of said.err.trimEnd().split("\n")) expect(line).toMatch(/^# /);
    const exported = Object.fromEntries(
      [...said.out.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
    );
    const flags = ["--only", "cursus", "--force", "--json", ...ownSchema()];
    const first = JSON.parse((await commandLine(["nightly", ...flags], { env: exported })).out) as RunReport;
    const load = await fetch(`${exported["FORTYTWO_API_URL"]!}/_sandbox/load`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"dir":"tuesday"}',
    });
    expect(load.status).toBe(200);
    const second = JSON.parse((await commandLine(["nightly", ...flags], { env: exported })).out) as RunReport;
    finish.abort();
    expect({
      code: await ended,
      first: first.outcome,
      inserted: second.rows.inserted,
      last: said.err.split("\n").at(-2),
    }).toEqual({ code: 0, first: "complete", inserted: 1, last: "# the local 42 has ended" });
    await expect(fetch(exported["FORTYTWO_API_URL"]!)).rejects.toThrow();
  });

  test("has the world of its seed and the limits that it is given", async () => {
    const { outputs, said } = captureOutputs();
    const finish = new AbortController();
    const ended = runCli(
      ["sandbox", "--json", "--port", "0", "--size", "5", "--seed", "7", "--per-hour", "500"],
      { env: {}, cwd: workingFolder(), outputs, finish: finish.signal },
    );
    await expect.poll(() => said.err, { timeout: 20_000 }).toContain("Ctrl-C ends it");
    const { url, clientId, clientSecret } = JSON.parse(said.out) as {
      readonly url: string;
      readonly clientId: string;
      readonly clientSecret: string;
    };
    const seven = createSandbox({ size: 5, seed: 7 })
      .rows("users")
      .map(({ login }) => login);
    const { out } = await commandLine(["get", "/v2/users?sort=id", "--page-size", "100"], {
      env: { FORTYTWO_API_URL: url, FORTYTWO_CLIENT_ID: clientId, FORTYTWO_CLIENT_SECRET: clientSecret },
    });
    finish.abort();
    expect({
      code: await ended,
      logins: out
        .trimEnd()
        .split("\n")
        .map((line) => (JSON.parse(line) as { readonly login: string }).login),
    }).toEqual({ code: 0, logins: seven });
    expect(said.err).toContain("2 requests a second, 500 an hour");
  });

  test("ends when whoever started it and waits for it is gone", async () => {
    const { outputs, said } = captureOutputs();
    const starter = { gone: false };
    const looks: (() => void)[] = [];
    const clock = {
      now: () => Date.parse("2026-11-24T08:00:00Z"),
      sleep: () => new Promise<void>((resolve) => looks.push(resolve)),
    };
    const ended = runCli(["sandbox", "--port", "0", "--size", "5"], {
      env: {},
      cwd: workingFolder(),
      outputs,
      clock,
      isStarterGone: () => starter.gone,
    });
    await expect.poll(() => looks.length, { timeout: 20_000 }).toBe(1);
    looks[0]!();
    await expect.poll(() => looks.length).toBe(2);
    const stillServes = (await fetch(`${/FORTYTWO_API_URL=(\S+)/.exec(said.out)![1]!}/_sandbox`)).status;
    starter.gone = true;
    looks[1]!();
    expect({ stillServes, code: await ended, last: said.err.split("\n").at(-2) }).toEqual({
      stillServes: 200,
      code: 0,
      last: "# the local 42 has ended",
    });
  });

  test("on a port that is taken ends with 2", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    const ended = await commandLine(["sandbox", "--port", port]);
    server.close();
    expect(ended).toEqual({
      code: 2,
      out: "",
      err:
        `error: the sandbox can't listen on port ${port}\n  hint: another program uses it, or it ` +
        `is reserved; choose another with --port, or 0 for a free one\n`,
    });
  });
});
