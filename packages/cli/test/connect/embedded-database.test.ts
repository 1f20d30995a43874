import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { describe, expect, test } from "vitest";
import { commandLine, workingFolder } from "../support/command-line.js";
import { local42 } from "../support/local-42.js";

describe("the embedded database", () => {
  test("is in .42sync of the working folder, ignored by git, named first, and answers queries", async () => {
    const { fetch, env } = local42();
    const cwd = workingFolder();
    const { code, err } = await commandLine(["nightly", "--only", "cursus"], { env, fetch, cwd });
    expect({ code, first: err.split("\n")[0]!.slice(21) }).toEqual({
      code: 0,
      first: "database: embedded PostgreSQL in .42sync/db, schema public",
    });
    expect(readFileSync(join(cwd, ".42sync", ".gitignore"), "utf8")).toBe("*\n");
    expect(existsSync(join(cwd, ".42sync", "db.lock"))).toBe(false);
    expect((statSync(join(cwd, ".42sync", "db")).mode & 0o777).toString(8)).toBe("700");
    const { out } = await commandLine(["query", "select id, name from cursus where id = 21"], { cwd });
    expect(out).toBe("id  name\n──  ────────\n21  42cursus\n(1 row)\n");
  });

  test("in use by another process ends with 75 and names it, before it is opened", async () => {
    const cwd = workingFolder();
    mkdirSync(join(cwd, ".42sync"));
    await (await PGlite.create(join(cwd, ".42sync", "db"))).close();
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(other, "spawn");
    try {
      const holder = {
        pid: other.pid,
        started: null,
        host: hostname(),
        command: "nightly",
        since: "2026-11-24T02:00:00.000Z",
      };
      writeFileSync(join(cwd, ".42sync", "db.lock"), JSON.stringify(holder));
      const { fetch, env } = local42();
      for (const argv of [["nightly"], ["status"], ["query", "select 1"]]) {
        const { code, err } = await commandLine(argv, { env, fetch, cwd });
        expect({
          code,
          named: err.includes(
            `error: the embedded database is in use by nightly (process ${String(other.pid)} on ` +
              `${hostname()}, since 2026-11-24T02:00:00.000Z)\n`,
          ),
        }).toEqual({ code: 75, named: true });
      }
    } finally {
      other.kill("SIGKILL");
      await once(other, "exit");
    }
    // Its process is dead now: nobody has to clean up.
    expect((await commandLine(["status"], { cwd })).code).toBe(0);
  });

  test("that another process is making at this moment is in use as well", async () => {
    const cwd = workingFolder();
    mkdirSync(join(cwd, ".42sync"));
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(other, "spawn");
    try {
      const holder = {
        pid: other.pid,
        started: null,
        host: hostname(),
        command: "nightly",
        since: "2026-11-24T02:00:00.000Z",
      };
      writeFileSync(join(cwd, ".42sync", "db.lock"), JSON.stringify(holder));
      for (const argv of [["status"], ["query", "select 1"]])
        expect((await commandLine(argv, { cwd })).code).toBe(75);
    } finally {
      other.kill("SIGKILL");
      await once(other, "exit");
    }
  });

  test("migrate --dry-run shows what it would hold and does not make it", async () => {
    const cwd = workingFolder();
    const { code, out } = await commandLine(["migrate", "--dry-run"], { cwd });
    expect({
      code,
      shown: out.includes("create table public.users (") || out.includes('create table "public"."users" ('),
      made: existsSync(join(cwd, ".42sync")),
    }).toEqual({ code: 0, shown: true, made: false });
  });
});
