import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { workingFolder } from "../support/command-line.js";

const bin = fileURLToPath(new URL("../../bin/42sync.js", import.meta.url));

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

/** The built command in a process of its own: making a database blocks the one that it is made in. */
function start(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [bin, ...argv], { cwd, env: { PATH: process.env["PATH"], ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
  // as the event is documented
  return { child, ended: once(child, "close").then(([code]) => ({ code: code as number | null, ...said })) };
}

test("a database whose making was killed is made anew, and a second command meanwhile ends with 75", async () => {
  const cwd = workingFolder();
  const folder = join(cwd, ".42sync", "db");
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of [
    [join(folder, "PG_VERSION"), "18\n"],
    [`${folder}.half-made`, ""],
  ] as const)
    writeFileSync(file, text);
  expect(await start(["query", "select 1"], cwd).ended).toEqual({
    code: 2,
    out: "",
    err:
      "error: the embedded PostgreSQL in .42sync/db doesn't exist yet\n  hint: fill it with " +
      "42sync nightly, try 42sync demo, or choose another with --database or DATABASE_URL\n",
  });
  const making = start(["migrate"], cwd);
  await expect.poll(() => existsSync(join(cwd, ".42sync", "db.lock")), { timeout: 30_000 }).toBe(true);
  const second = await start(["query", "select 1"], cwd).ended;
  expect({
    code: second.code,
    err: second.err.replaceAll(/process \d+ on \S+, since [-\dT:.]+Z/g, "process N on HOST, since T"),
  }).toEqual({
    code: 75,
    err:
      "error: the embedded database is in use by migrate (process N on HOST, since T)\n  hint: " +
      "wait for it to end; an embedded database serves one process at a time, a PostgreSQL " +
      "server many\n",
  });
  expect((await making.ended).code).toBe(0);
  expect({
    version: readdirSync(folder).includes("PG_VERSION"),
    marked: existsSync(`${folder}.half-made`),
  }).toEqual({ version: true, marked: false });
}, 120_000);

test("Ctrl-C while a database is made is heard at once, and the next run makes it", async () => {
  const cwd = workingFolder();
  const sandbox = start(["sandbox", "--port", "0", "--size", "30"], cwd);
  let exported = "";
  sandbox.child.stdout!.on("data", (chunk: Buffer) => (exported += chunk.toString()));
  await expect.poll(() => exported, { timeout: 30_000 }).toContain("FORTYTWO_CLIENT_SECRET=");
  const env = Object.fromEntries(
    [...exported.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
  );
  const nightly = start(["nightly", "--only", "cursus"], cwd, env);
  await expect.poll(() => existsSync(join(cwd, ".42sync", "db.half-made")), { timeout: 30_000 }).toBe(true);
  nightly.child.kill("SIGINT");
  await nightly.ended;
  expect({
    signal: nightly.child.signalCode,
    made:
      existsSync(join(cwd, ".42sync", "db", "PG_VERSION")) &&
      !existsSync(join(cwd, ".42sync", "db.half-made")),
  }).toEqual({ signal: "SIGINT", made: false });
  expect((await start(["nightly", "--only", "cursus"], cwd, env).ended).code).toBe(0);
}, 120_000);
