import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { lockFolder, type FolderHolder } from "../../src/connect/folder-lock.js";
import { processStart } from "../../src/connect/process-identity.js";
import { workingFolder } from "../support/command-line.js";

const since = "2026-11-24T02:00:00.000Z";
const lock = (file: string, command = "nightly") =>
  lockFolder({ file, command, now: () => Date.parse(since) });

/** The id of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", "0"]);
  await once(child, "exit");
  return child.pid!;
}

function writeHolder(file: string, holder: Partial<FolderHolder>): void {
  writeFileSync(
    file,
    JSON.stringify({
      pid: process.pid,
      started: null,
      host: hostname(),
      command: "nightly",
      since,
      ...holder,
    }),
  );
}

describe("the lock file of an embedded database", () => {
  test("says who holds it, and is gone when released", () => {
    const folder = workingFolder();
    const file = join(folder, ".42sync", "db.lock");
    const held = lock(file);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      pid: process.pid,
      started: processStart(process.pid) ?? null,
      host: hostname(),
      command: "nightly",
      since,
    });
    held.release();
    expect(readdirSync(join(folder, ".42sync"))).toEqual([]);
  });

  test("refuses a second holder and names the first", () => {
    const file = join(workingFolder(), "db.lock");
    const held = lock(file);
    expect(() => lock(file, "status")).toThrow(
      expect.objectContaining({
        code: "E_LOCKED",
        message:
          `the embedded database is in use by nightly (process ${String(process.pid)} on ` +
          `${hostname()}, since ${since})`,
      }),
    );
    held.release();
    lock(file, "status").release();
  });

  test("is taken over from a process that is dead", async () => {
    const file = join(workingFolder(), "db.lock");
    writeHolder(file, { pid: await deadPid() });
    const held = lock(file, "incremental");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      pid: process.pid,
      command: "incremental",
    });
    held.release();
    expect(existsSync(file)).toBe(false);
  });

  test.runIf(processStart(process.pid) !== undefined)(
    "is taken over when another process has the dead one's id since",
    () => {
      const file = join(workingFolder(), "db.lock");
      writeHolder(file, { started: "1" });
      lock(file).release();
      expect(existsSync(file)).toBe(false);
    },
  );

  test.runIf(processStart(process.pid) !== undefined)(
    "is taken over from a process that ended and whose parent did not ask after it",
    async () => {
      const parent = spawn("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 60"]);
      onTestFinished(() => void parent.kill());
      const [said] = (await once(parent.stdout, "data")) as [Buffer];
      const pid = Number(said.toString());
      await vi.waitUntil(() => / Z /.test(readFileSync(`/proc/${String(pid)}/stat`, "utf8")), {
        timeout: 30_000,
      });
      const file = join(workingFolder(), "db.lock");
      writeHolder(file, { pid, started: processStart(pid)! });
      lock(file).release();
      expect(existsSync(file)).toBe(false);
    },
  );

  test("is respected when its holder is on another machine, which cannot be asked", async () => {
    const file = join(workingFolder(), "db.lock");
    writeHolder(file, { pid: await deadPid(), host: "another-host" });
    expect(() => lock(file)).toThrow(
      expect.objectContaining({ code: "E_LOCKED", hint: `if that process is gone, remove ${file}` }),
    );
    expect(existsSync(file)).toBe(true);
  });

  test("is respected when nobody can read it", () => {
    const file = join(workingFolder(), "db.lock");
    writeFileSync(file, "{");
    expect(() => lock(file)).toThrow(
      expect.objectContaining({ code: "E_LOCKED", message: "the embedded database is in use" }),
    );
  });

  test("that somebody else took meanwhile is not removed", () => {
    const file = join(workingFolder(), "db.lock");
    const held = lock(file);
    writeHolder(file, { pid: 1, command: "another" });
    held.release();
    expect(existsSync(file)).toBe(true);
  });
});
