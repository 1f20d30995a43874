import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RunProgram } from "../../../src/terminal/run-program.js";
import {
  commandLine,
  workingFolder,
  type CommandLineOptions,
  type Ended,
} from "../../support/command-line.js";

const credentials = "FORTYTWO_CLIENT_ID=u-s4t2ud-1234\nFORTYTWO_CLIENT_SECRET=s-s4t2ud-56789\n";
const program = ["/usr/bin/node", "/opt/42sync/bin/42sync.js"];

/** A folder that init has set up. */
function readyFolder(env = credentials): string {
  const cwd = workingFolder();
  writeFileSync(join(cwd, ".env"), env);
  return cwd;
}

/** A machine with a crontab, and what was asked of it. */
function machine(crontab?: string): {
  readonly runProgram: RunProgram;
  readonly asked: string[];
  readonly state: { crontab: string | undefined };
} {
  const state = { crontab };
  const asked: string[] = [];
  const runProgram: RunProgram = (name, argv, input = "") => {
    asked.push([name, ...argv].join(" "));
    if (name === "crontab" && argv[0] === "-l")
      return Promise.resolve(
        state.crontab === undefined
          ? { code: 1, out: "", err: "no crontab for sync\n" }
          : { code: 0, out: state.crontab, err: "" },
      );
    if (name === "crontab") state.crontab = input;
    return Promise.resolve({ code: 0, out: "", err: "" });
  };
  return { runProgram, asked, state };
}

const schedule = (flags: readonly string[], options: CommandLineOptions): Promise<Ended> =>
  commandLine(["schedule", ...flags], { program, ...options });

describe("schedule", () => {
  test("shows the lines and touches nothing", async () => {
    const cwd = readyFolder();
    const { runProgram, asked } = machine("0 5 * * * backup\n");
    const { code, out, err } = await schedule(["--max-lag", "30h"], { cwd, runProgram });
    expect({ code, err, asked }).toEqual({
      code: 0,
      err: "next: add these lines with crontab -e, or let 42sync schedule --write do it\n",
      asked: [],
    });
    expect(out.replaceAll(cwd, "/srv/42sync")).toBe(`\
# 42sync in /srv/42sync: begin; written by 42sync schedule, which replaces these lines
0 2 * * * cd /srv/42sync && /usr/bin/node /opt/42sync/bin/42sync.js nightly --wait >>/srv/42sync/42sync.log 2>&1
5-59/15 * * * * cd /srv/42sync && /usr/bin/node /opt/42sync/bin/42sync.js incremental --skip-if-locked \
>>/srv/42sync/42sync.log 2>&1
30 8,20 * * * cd /srv/42sync && /usr/bin/node /opt/42sync/bin/42sync.js status --max-lag 30h \
>/dev/null 2>&1 || [ $? -eq 75 ] || \
echo '42sync: the copy in /srv/42sync is too old or unreadable; see 42sync status and /srv/42sync/42sync.log'
# 42sync in /srv/42sync: end
`);
  });

  test("--write adds them, writing again changes nothing, --remove leaves what was there", async () => {
    const cwd = readyFolder();
    const { runProgram, asked, state } = machine("0 5 * * * backup\n");
    const first = await schedule(["--write"], { cwd, runProgram });
    const written = state.crontab!;
    const again = await schedule(["--write"], { cwd, runProgram });
    expect([
      first.code,
      first.out.split("\n")[0],
      again.out.split("\n")[0],
      state.crontab === written,
    ]).toEqual([0, "written to this user's crontab:", "already in this user's crontab:", true]);
    expect(written.startsWith("0 5 * * * backup\n# 42sync in ")).toBe(true);
    const removed = await schedule(["--remove"], { cwd, runProgram });
    expect([removed.out, state.crontab, asked]).toEqual([
      "removed from this user's crontab\n",
      "0 5 * * * backup\n",
      ["crontab -l", "crontab -", "crontab -l", "crontab -l", "crontab -"],
    ]);
    expect((await schedule(["--remove"], { cwd, runProgram })).out).toBe(
      "this user's crontab has no lines for this folder\n",
    );
  });

  test("a user without a crontab gets one", async () => {
    const { runProgram, state } = machine();
    expect(
      (await schedule(["--write", "--log", "logs/sync.log"], { cwd: readyFolder(), runProgram })).code,
    ).toBe(0);
    expect(state.crontab).toMatch(/nightly --wait >>\S+\/logs\/sync\.log 2>&1\n/);
  });

  test("under npx it is npx that is scheduled, with the node that runs now", async () => {
    const { out } = await schedule([], {
      cwd: readyFolder(),
      program: ["/opt/node/bin/node", "/home/me/.npm/_npx/abc/node_modules/.bin/42sync"],
    });
    expect(out).toContain(
      " && /usr/bin/env PATH=/opt/node/bin:/usr/local/bin:/usr/bin:/bin /opt/node/bin/npx --yes 42sync nightly --wait ",
    );
  });

  test("a machine without a crontab, and one that refuses, say so", async () => {
    const cwd = readyFolder();
    const none = await schedule(["--write"], { cwd });
    const refused = await schedule(["--write"], {
      cwd,
      runProgram: () =>
        Promise.resolve({
          code: 1,
          out: "",
          err: "You (sync) are not allowed to use this program (crontab)\n",
        }),
    });
    expect([none.code, none.err, refused.code, refused.err]).toEqual([
      2,
      "error: this machine has no crontab\n  hint: with systemd: 42sync schedule --systemd " +
        "--write; otherwise add the commands that 42sync schedule prints to your scheduler\n",
      2,
      "error: crontab -l ended with 1: You (sync) are not allowed to use this program " +
        "(crontab)\n  hint: this user may not have a crontab: see man crontab, or use --systemd\n",
    ]);
  });

  test("settings that only this shell has are told before they are missed at night", async () => {
    const env = { FORTYTWO_CLIENT_ID: "u-s4t2ud-1234", FORTYTWO_CLIENT_SECRET: "s-s4t2ud-56789" };
    const cwd = workingFolder();
    const { runProgram, asked } = machine();
    const lacking = await schedule(["--write"], { cwd, env, runProgram });
    const elsewhere = await schedule(["--write"], {
      cwd: readyFolder(),
      env: { DATABASE_URL: "postgres://sync@db/intra" },
      runProgram,
    });
    expect([lacking.code, lacking.err.replace(cwd, "<cwd>"), elsewhere.code, elsewhere.err, asked]).toEqual([
      2,
      "error: <cwd>/.env has no credentials, and a scheduler sees no other environment: " +
        "FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are not set\n  hint: 42sync init writes " +
        "them\n",
      2,
      "error: DATABASE_URL is set in this shell only; a scheduled run would use the embedded " +
        "PostgreSQL in .42sync/db\n  hint: put DATABASE_URL into .env, as 42sync init does, or " +
        "unset it\n",
      [],
    ]);
  });

  test.each([[[]], [["--systemd"]]])(
    "looking needs no credentials, and tells that a run would (%j)",
    async (flags) => {
      const cwd = workingFolder();
      const { code, out, err } = await schedule(flags, { cwd });
      expect({ code, err: err.replace(cwd, "<cwd>").split("\n").slice(1) }).toEqual({
        code: 0,
        err: [
          "warning: <cwd>/.env has no credentials, and a scheduler sees no other environment: " +
            "FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are not set",
          "  hint: 42sync init writes them",
          "",
        ],
      });
      expect(out.replaceAll(cwd, "<cwd>")).toContain(
        "/usr/bin/node /opt/42sync/bin/42sync.js nightly --wait",
      );
    },
  );
});
