import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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
5-59/15 * * * * cd /srv/42sync && /usr/bin/node /opt/42sync/bin/42sync.js incremental --skip-if-locked >>/srv/42sync/42sync.log 2>&1
30 8,20 * * * cd /srv/42sync && /usr/bin/node /opt/42sync/bin/42sync.js status --max-lag 30h >/dev/null 2>&1 || [ $? -eq 75 ] || echo '42sync: the copy in /srv/42sync is too old or unreadable; see 42sync status and /srv/42sync/42sync.log'
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

  test("--systemd shows the units, --write writes and starts them, --remove takes them out", async () => {
    const cwd = readyFolder();
    const env = { HOME: workingFolder() };
    const folder = join(env.HOME, ".config/systemd/user");
    const { runProgram, asked } = machine();
    expect((await schedule(["--systemd"], { cwd, runProgram, env })).out).toContain(
      "# ~/.config/systemd/user/42sync-nightly.timer\n",
    );
    expect(existsSync(folder)).toBe(false);
    const names = ["nightly", "incremental", "freshness"].flatMap((name) => [
      `42sync-${name}.service`,
      `42sync-${name}.timer`,
    ]);
    expect((await schedule(["--systemd", "--write"], { cwd, runProgram, env })).out).toBe(
      `written: ${names.join(", ")}\n`,
    );
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
    expect(readFileSync(join(folder, "42sync-nightly.service"), "utf8")).toContain(
      `WorkingDirectory=${cwd}\nExecStart=/usr/bin/node /opt/42sync/bin/42sync.js nightly --wait\n`,
    );
    expect((await schedule(["--systemd", "--write"], { cwd, runProgram, env })).out).toMatch(
      /^already installed: /,
    );
    expect((await schedule(["--systemd", "--remove"], { cwd, runProgram, env })).out).toBe(
      "timers stopped, units removed\n",
    );
    const timers = "42sync-nightly.timer 42sync-incremental.timer 42sync-freshness.timer";
    const started = ["systemctl --user daemon-reload", `systemctl --user enable --now ${timers}`];
    expect([readdirSync(folder), asked]).toEqual([
      [],
      [...started, ...started, `systemctl --user disable --now ${timers}`, "systemctl --user daemon-reload"],
    ]);
  });

  test("a unit of somebody else's is never written over", async () => {
    const env = { XDG_CONFIG_HOME: workingFolder() };
    const folder = join(env.XDG_CONFIG_HOME, "systemd/user");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "42sync-nightly.timer"), "[Timer]\n");
    const { runProgram, asked } = machine();
    const { code, err } = await schedule(["--systemd", "--write"], { cwd: readyFolder(), runProgram, env });
    expect({ code, err: err.replace(folder, "<units>"), files: readdirSync(folder), asked }).toEqual({
      code: 2,
      err:
        "error: <units>/42sync-nightly.timer was not written by 42sync schedule; nothing was " +
        "changed\n  hint: move it away, or install what 42sync schedule --systemd prints " +
        "yourself\n",
      files: ["42sync-nightly.timer"],
      asked: [],
    });
  });

  /** A systemd that refuses what starts with these words. */
  function refusing(...words: readonly string[]): {
    readonly runProgram: RunProgram;
    readonly asked: string[];
  } {
    const asked: string[] = [];
    const runProgram: RunProgram = (name, argv) => {
      asked.push([name, ...argv].join(" "));
      return Promise.resolve(
        words.some((word) => argv.slice(1).join(" ").startsWith(word))
          ? { code: 1, out: "", err: "Failed to connect to bus: No medium found\n" }
          : { code: 0, out: "", err: "" },
      );
    };
    return { runProgram, asked };
  }
  const timers = "42sync-nightly.timer 42sync-incremental.timer 42sync-freshness.timer";
  const noManager =
    "  hint: this user has no systemd manager without a login session: run loginctl " +
    "enable-linger and log in instead of using su; or remove --systemd to use the crontab\n";

  test("when systemctl refuses, what was written is gone again", async () => {
    const env = { XDG_CONFIG_HOME: workingFolder() };
    const { runProgram, asked } = refusing("enable");
    const { code, out, err } = await schedule(["--systemd", "--write"], {
      cwd: readyFolder(),
      runProgram,
      env,
    });
    expect({ code, out, err, files: readdirSync(join(env.XDG_CONFIG_HOME, "systemd/user")), asked }).toEqual({
      code: 2,
      out: "",
      err:
        `error: systemctl --user enable --now ${timers} ended with 1: Failed to connect to bus: ` +
        `No medium found; the units are unchanged\n${noManager}`,
      files: [],
      asked: [
        "systemctl --user daemon-reload",
        `systemctl --user enable --now ${timers}`,
        `systemctl --user disable --now ${timers}`,
        "systemctl --user daemon-reload",
      ],
    });
  });

  test("when systemctl refuses new units, the old ones are there again", async () => {
    const env = { XDG_CONFIG_HOME: workingFolder() };
    const folder = join(env.XDG_CONFIG_HOME, "systemd/user");
    const files = (): readonly string[] =>
      readdirSync(folder).map((name) => `${name}\n${readFileSync(join(folder, name), "utf8")}`);
    const cwd = readyFolder();
    await schedule(["--systemd", "--write"], { cwd, runProgram: machine().runProgram, env });
    const before = files();
    const { runProgram, asked } = refusing("daemon-reload");
    const written = await schedule(["--systemd", "--write", "--max-lag", "30h"], { cwd, runProgram, env });
    const removed = await schedule(["--systemd", "--remove"], {
      cwd,
      runProgram: refusing("disable").runProgram,
      env,
    });
    expect({
      codes: [written.code, removed.code],
      errs: [written.err, removed.err],
      same: files().join("\n") === before.join("\n"),
      asked,
    }).toEqual({
      codes: [2, 2],
      errs: [
        "error: systemctl --user daemon-reload ended with 1: Failed to connect to bus: No medium " +
          `found; the units are unchanged\n${noManager}`,
        `error: systemctl --user disable --now ${timers} ended with 1: Failed to connect to bus: ` +
          `No medium found; the units are unchanged\n${noManager}`,
      ],
      same: true,
      asked: ["systemctl --user daemon-reload", "systemctl --user daemon-reload"],
    });
  });

  test("a machine without systemd says so and keeps nothing", async () => {
    const env = { XDG_CONFIG_HOME: workingFolder() };
    const { code, err } = await schedule(["--systemd", "--write"], { cwd: readyFolder(), env });
    expect({ code, err, files: readdirSync(join(env.XDG_CONFIG_HOME, "systemd/user")) }).toEqual({
      code: 2,
      err:
        "error: this machine has no systemd; the units are unchanged\n  hint: remove --systemd: " +
        "42sync schedule --write uses the crontab\n",
      files: [],
    });
  });

  test.each([["--write"], ["--remove"]])("timers of another folder stay (%s)", async (flag) => {
    const env = { XDG_CONFIG_HOME: workingFolder() };
    const cwd = readyFolder();
    await schedule(["--systemd", "--write"], { cwd, runProgram: machine().runProgram, env });
    const { runProgram, asked } = machine();
    const { code, err } = await schedule(["--systemd", flag], { cwd: readyFolder(), runProgram, env });
    expect({ code, err: err.replace(cwd, "<cwd>"), asked }).toEqual({
      code: 2,
      err:
        "error: this user's timers belong to <cwd>; nothing was changed\n  hint: 42sync schedule " +
        "--systemd --remove in that folder removes them; a crontab (42sync schedule --write) can " +
        "hold several folders\n",
      asked: [],
    });
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
