import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readVersion } from "../src/program.js";
import { workingFolder } from "./support/command-line.js";

const bin = fileURLToPath(new URL("../bin/42sync.js", import.meta.url));
const repository = fileURLToPath(new URL("../../..", import.meta.url));
const isBuilt = existsSync(fileURLToPath(new URL("../dist/bin.js", import.meta.url)));

interface Running {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  /** Ends with its exit code. */
  readonly ended: Promise<number | null>;
}

function start(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  [program, ...first]: readonly [string, ...string[]] = [process.execPath, bin],
): Running {
  const child = spawn(program, [...first, ...argv], { cwd, env: { PATH: process.env["PATH"], ...env } });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = once(child, "close").then(([code]) => code as number | null); // as the event is documented
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { child, said, ended };
}

const seen = (running: Running, text: string): Promise<void> =>
  expect.poll(() => running.said.err, { timeout: 30_000 }).toContain(text);

// `npm test` builds first; only these tests need it.
describe("the built command", () => {
  beforeAll(() => {
    if (!isBuilt) throw new Error("not built yet: npm run build");
  });

  test("runs, and ends with the exit code", async () => {
    const version = start(["--version"], workingFolder());
    expect({ code: await version.ended, ...version.said }).toEqual({
      code: 0,
      out: `${readVersion()}\n`,
      err: "",
    });
    const mistake = start(["nigthly"], workingFolder());
    expect({ code: await mistake.ended, ...mistake.said }).toEqual({
      code: 2,
      out: "",
      err: "error: unknown command nigthly\n  hint: did you mean nightly?\n",
    });
  });

  test("loads nothing heavy before a command runs", () => {
    const dist = fileURLToPath(new URL("../dist/", import.meta.url));
    const [files, packages] = [["bin.js"], new Set<string>()];
    for (const file of files) {
      for (const [, from] of readFileSync(join(dist, file), "utf8").matchAll(
        /^(?:import|export)\b[^"'()]*["']([^"']+)["'];?$/gm,
      )) {
        if (!from!.startsWith(".")) packages.add(from!);
        else if (!files.includes(from!)) files.push(from!);
      }
    }
    expect([...packages].filter((name) => !isBuiltin(name)).sort()).toEqual([
      "@commander-js/extra-typings",
      "commander",
      "fastest-levenshtein",
    ]);
  });

  test("on Ctrl-C finishes the page, says how to go on, and ends with 6; a second process meanwhile ends with 75", async () => {
    const cwd = workingFolder();
    const sandbox = start(["sandbox", "--port", "0", "--size", "100"], cwd);
    await seen(sandbox, "Ctrl-C ends it");
    const env = Object.fromEntries(
      [...sandbox.said.out.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
    );
    const nightly = start(["nightly"], cwd, env);
    await seen(nightly, "2026-12-01 02:54:45Z database: embedded PostgreSQL in .42sync/db, schema public");
    const second = start(["nightly"], cwd, env);
    expect(await second.ended).toBe(75);
    expect(second.said.err).toContain(
      `error: the embedded database is in use by nightly (process ${String(nightly.child.pid)} on `,
    );
    nightly.child.kill("SIGINT");
    expect(await nightly.ended).toBe(6);
    expect(nightly.said.err).toContain("stopping after the current page; press again to stop immediately\n");
    expect(nightly.said.out).toContain(
      "stopped as requested; run nightly again and it resumes where it stopped\n",
    );
    const query = start(["query", "select outcome from sync42.runs", "--csv"], cwd);
    expect({ code: await query.ended, ...query.said }).toEqual({
      code: 0,
      out: "outcome\npartial\n",
      err: "",
    });
    sandbox.child.kill("SIGTERM");
    expect(await sandbox.ended).toBe(0);
  });

  test("a killed run leaves no lock behind", async () => {
    const cwd = workingFolder();
    const sandbox = start(["sandbox", "--port", "0", "--size", "100", "--per-second", "10"], cwd);
    await seen(sandbox, "Ctrl-C ends it");
    const env = Object.fromEntries(
      [...sandbox.said.out.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
    );
    const nightly = start(["nightly"], cwd, env);
    await seen(nightly, "2026-12-01 02:55:19Z database: embedded PostgreSQL in .42sync/db, schema public");
    nightly.child.kill("SIGKILL");
    await nightly.ended;
    const runs = start(["runs"], cwd);
    expect({
      code: await runs.ended,
      label: / complete | was killed | still runs /.exec(runs.said.out)?.[0],
    }).toEqual({ code: 0, label: " was killed " });
    const again = start(["nightly", "--max-hits", "2", "--json"], cwd, env);
    expect({ code: await again.ended, name: (JSON.parse(again.said.out) as { name: string }).name }).toEqual({
      code: 6,
      name: "nightly",
    });
  });

  test("the sandbox of an npx that was killed ends with it", async () => {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const npx = start(["sandbox", "--port", "0", "--size", "5"], repository, {}, [
        "npx",
        "--offline",
        "42sync",
      ]);
      await seen(npx, "Ctrl-C ends it");
      const url = /FORTYTWO_API_URL=(\S+)/.exec(npx.said.out)![1]!;
      expect((await fetch(`${url}/_sandbox`)).status).toBe(200);
      npx.child.kill(signal);
      // Its outputs are npx's: they close when the last of the two has ended.
      await npx.ended;
      await expect(fetch(url)).rejects.toThrow();
    }
  });

  test("whoever reads its output may leave early", async () => {
    const running = start(["--help"], workingFolder());
    running.child.stdout?.destroy();
    expect(await running.ended).toBe(0);
    expect(running.said.err).toBe("");
  });
});
