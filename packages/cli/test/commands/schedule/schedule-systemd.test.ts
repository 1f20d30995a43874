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

describe("schedule --systemd", () => {
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
});
