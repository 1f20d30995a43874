import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openSandbox, type OpenSandbox } from "../../src/connect/open-sandbox.js";
import { workingFolder } from "../support/command-line.js";

const bin = fileURLToPath(new URL("../../bin/42sync.js", import.meta.url));
const tinyDisk = new URL("../support/tiny-disk.mjs", import.meta.url).href;
const mebibyte = 1024 * 1024;

let served: OpenSandbox;
beforeAll(async () => {
  served = await openSandbox({
    options: { size: 400, seed: 7 },
    perSecond: 1000,
    perHour: 1_000_000,
    port: 0,
    cwd: ".",
  });
});
afterAll(() => served.close());

/**
 * A command line of the built command, in a process of its own: a PostgreSQL that blocks is ended with it.
 * `room`: bytes under `disk`; undefined: plenty.
 */
async function run(
  cwd: string,
  argv: readonly string[],
  room?: number,
  disk = ".42sync",
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const env = {
    PATH: process.env["PATH"],
    FORTYTWO_API_URL: served.url,
    FORTYTWO_CLIENT_ID: served.clientId,
    FORTYTWO_CLIENT_SECRET: served.clientSecret,
    ...(room === undefined ? {} : { TINY_DISK_FOLDER: join(cwd, disk), TINY_DISK_BYTES: String(room) }),
  };
  const child = spawn(
    process.execPath,
    [...(room === undefined ? [] : ["--import", tinyDisk]), bin, ...argv],
    { cwd, env },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null]; // as the event is documented
  return { code, ...said };
}

/** Bytes of the files below a folder. */
function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => statSync(join(folder, name)))
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + one.size, 0);
}

/** Every row that the lines of a run's passes tell of. */
const toldRows = (text: string): number =>
  [...text.matchAll(/^.*?Z \w+: .*? ([\d,]+) new, .*$/gm)].reduce(
    (sum, [, number]) => sum + Number(number!.replaceAll(",", "")),
    0,
  );

async function storedRows(cwd: string): Promise<number> {
  const tables = [
    "cursus",
    "campuses",
    "projects",
    "achievements",
    "coalitions",
    "project_sessions",
    "users",
    "projects_users",
    "cursus_users",
    "campus_users",
    "achievements_users",
    "coalitions_users",
  ];
  const { out } = await run(cwd, [
    "query",
    "--csv",
    `select ${tables.map((name) => `(select count(*) from ${name})`).join(" + ")} as n`,
  ]);
  return Number(out.split("\n")[1]);
}

/** How a run ended: what it said from the failure on, without times and numbers of files. */
const ending = ({ err, out }: { readonly err: string; readonly out: string }): string =>
  (err.includes("error: ")
    ? err.slice(err.indexOf("error: "))
    : out
        .split("\n")
        .filter((line) => /failed: could|hint: /.test(line))
        .map((line) => `${line}\n`)
        .join("")
  )
    .replaceAll(/^[-\d]+ [:\d]+Z /gm, "")
    .replaceAll(/"base\/\d+\/\d+"/g, '"base/N/N"');

describe("when the disk of the embedded database is full", () => {
  test("while it is made: it is said, nothing half made is left, and the next run makes it", async () => {
    const cwd = workingFolder();
    mkdirSync(join(cwd, ".42sync"));
    const full = await run(cwd, ["nightly"], 8 * mebibyte);
    expect({
      code: full.code,
      out: full.out,
      said: ending(full),
      remaining: readdirSync(join(cwd, ".42sync")),
    }).toEqual({
      code: 5,
      out: "",
      said: "error: the disk of the embedded PostgreSQL in .42sync/db is full (ENOSPC)\n  hint: free some space, then run again: everything stored before is kept, and the run resumes where it stopped\n",
      remaining: [".gitignore"],
    });
    expect((await run(cwd, ["nightly", "--only", "cursus"])).code).toBe(0);
  }, 120_000);

  test.each([
    [
      "for rows",
      1,
      'the database failed: could not extend file "base/N/N": No space left on device\n  hint: make room on the disk of the database, then run again; it goes on where it was\n',
    ],
    [
      "for its log, of which PostgreSQL dies",
      12,
      "error: the disk of the embedded PostgreSQL in .42sync/db is full (ENOSPC)\n  hint: free some space, then run again: everything stored before is kept, and the run resumes where it stopped\n",
    ],
  ])(
    "%s: it is said, every row that was told is there, and the next run with room brings the rest",
    async (_, more, said) => {
      const cwd = workingFolder();
      expect((await run(cwd, ["migrate"])).code).toBe(0);
      const full = await run(cwd, ["nightly"], bytesBelow(join(cwd, ".42sync")) + more * mebibyte);
      expect({
        code: full.code,
        said: ending(full),
        locked: existsSync(join(cwd, ".42sync", "db.lock")),
      }).toEqual({ code: 5, said, locked: false });
      expect({ rows: await storedRows(cwd), some: toldRows(full.err) > 0 }).toEqual({
        rows: toldRows(full.err),
        some: true,
      });
      expect((await run(cwd, ["nightly"])).code).toBe(0);
      expect((await run(cwd, ["verify"])).code).toBe(0);
    },
    120_000,
  );

  test("for its lock file: it is said, and nothing is opened", async () => {
    const cwd = workingFolder();
    mkdirSync(join(cwd, ".42sync"));
    const full = await run(cwd, ["nightly"], 0);
    expect({
      code: full.code,
      said: ending(full).replaceAll(cwd, "<cwd>"),
      remaining: readdirSync(join(cwd, ".42sync")),
    }).toEqual({
      code: 5,
      said: "error: can't write to <cwd>/.42sync (ENOSPC), where the embedded database needs its lock file\n  hint: the disk is full: free some space, then run again\n",
      remaining: [],
    });
  });
});

describe("when the disk that a file is written to is full", () => {
  const said = (what: string): string =>
    `error: ${what}: the disk is full (ENOSPC)\n  hint: free some space or name a place on another disk, then run again; the database is intact\n`;

  test("export ends with 2 and leaves nothing half written; with room it is whole", async () => {
    const cwd = workingFolder();
    expect((await run(cwd, ["nightly", "--only", "cursus,campuses"])).code).toBe(0);
    mkdirSync(join(cwd, "disk"));
    const full = await run(cwd, ["export", "--out", "disk/out"], 1000, "disk");
    expect({
      code: full.code,
      out: full.out,
      said: ending(full).replaceAll(cwd, "<cwd>"),
      remaining: readdirSync(join(cwd, "disk", "out")),
    }).toEqual({ code: 2, out: "", said: said("can't write <cwd>/disk/out/cursus.ndjson"), remaining: [] });
    expect((await run(cwd, ["export", "--out", "disk/out"])).code).toBe(0);
  }, 120_000);

  test("a run that is recorded ends with 2, keeps its rows, and goes on without the recording", async () => {
    const cwd = workingFolder();
    mkdirSync(join(cwd, "disk"));
    const full = await run(
      cwd,
      ["nightly", "--only", "cursus,campuses,projects", "--record", "disk"],
      1500,
      "disk",
    );
    expect({
      code: full.code,
      said: ending(full)
        .replaceAll(cwd, "<cwd>")
        .replaceAll(/[-\dTZ.]+-nightly/g, "T-nightly"),
    }).toEqual({ code: 2, said: said("can't write <cwd>/disk/T-nightly.ndjson.gz") });
    expect(await storedRows(cwd)).toBe(toldRows(full.err));
    expect((await run(cwd, ["nightly", "--only", "cursus,campuses,projects"])).code).toBe(0);
  }, 120_000);

  test.runIf(existsSync("/dev/full"))(
    "report ends with 2",
    async () => {
      const cwd = workingFolder();
      expect((await run(cwd, ["nightly", "--only", "cursus"])).code).toBe(0);
      const full = await run(cwd, ["report", "--out", "/dev/full"]);
      expect({ ...full, err: ending(full) }).toEqual({ code: 2, out: "", err: said("--out /dev/full") });
    },
    120_000,
  );
});
