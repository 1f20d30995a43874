import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { crontabBlock, withBlock } from "../../../src/commands/schedule/crontab.js";
import { scheduledJobs } from "../../../src/commands/schedule/job.js";
import { systemdUnits } from "../../../src/commands/schedule/systemd-units.js";
import { workingFolder } from "../../support/command-line.js";

const installation = {
  folder: "/srv/42 sync",
  program: ["/usr/bin/node", "/opt/it's 100%/42sync.js"],
  jobs: scheduledJobs({ maxLag: "26h", config: undefined }),
};

describe("a crontab", () => {
  const block = crontabBlock(installation, "/srv/42 sync/42sync.log");

  test("has a line for each job, with odd paths quoted", () => {
    expect(block).toBe(`\
# 42sync in /srv/42 sync: begin; written by 42sync schedule, which replaces these lines
0 2 * * * cd '/srv/42 sync' && /usr/bin/node '/opt/it'\\''s 100\\%/42sync.js' nightly --wait >>'/srv/42 sync/42sync.log' 2>&1
5-59/15 * * * * cd '/srv/42 sync' && /usr/bin/node '/opt/it'\\''s 100\\%/42sync.js' incremental --skip-if-locked >>'/srv/42 sync/42sync.log' 2>&1
30 8,20 * * * cd '/srv/42 sync' && /usr/bin/node '/opt/it'\\''s 100\\%/42sync.js' status --max-lag 26h >/dev/null 2>&1 || [ $? -eq 75 ] || echo '42sync: the copy in /srv/42 sync is too old or cannot be read; 42sync status and /srv/42 sync/42sync.log tell more'
# 42sync in /srv/42 sync: end`);
  });

  test("keeps what others wrote, whether the block comes, is replaced or goes", () => {
    const mine = "MAILTO=me@example.org\n0 5 * * * backup\n";
    const added = withBlock(mine, installation.folder, block);
    const other = withBlock(
      added,
      "/srv/other",
      "# 42sync in /srv/other: begin; written by 42sync schedule, which replaces these " +
        "lines\nx\n# 42sync in /srv/other: end",
    );
    expect(added).toBe(`${mine}${block}\n`);
    expect(withBlock(other, installation.folder, block)).toBe(other);
    expect(withBlock(other, installation.folder, block.replace("0 2 ", "0 3 "))).toBe(
      other.replace("0 2 ", "0 3 "),
    );
    expect(withBlock(withBlock(other, "/srv/other", undefined), installation.folder, undefined)).toBe(mine);
    expect(withBlock("", installation.folder, undefined)).toBe("");
  });

  test("its lines do in a shell what they say, and only a stale copy speaks", async () => {
    const folder = join(workingFolder(), "it's 50%");
    mkdirSync(folder);
    const script = join(folder, "program.js");
    writeFileSync(
      script,
      "console.log(process.cwd().endsWith(`it's 50%`), ...process.argv.slice(2)); " +
        "process.exit(Number(process.env.ENDS ?? 0));\n",
    );
    const lines = crontabBlock(
      { ...installation, folder, program: [process.execPath, script] },
      join(folder, "log"),
    )
      .split("\n")
      .slice(1, -1);
    // As cron does: the fields are taken off, and \% becomes %.
    const commands = lines.map((line) => line.split(" ").slice(5).join(" ").replaceAll("\\%", "%"));
    const sh = async (command: string, ends: number): Promise<string> =>
      (await promisify(execFile)("sh", ["-c", command], { env: { ENDS: String(ends) } })).stdout;
    expect(
      await sh(`${commands[0]!}; ${commands[1]!}; cat '${join(folder, "log").replaceAll("'", "'\\''")}'`, 0),
    ).toBe("true nightly --wait\ntrue incremental --skip-if-locked\n");
    expect([await sh(commands[2]!, 0), await sh(commands[2]!, 75), await sh(commands[2]!, 7)]).toEqual([
      "",
      "",
      `42sync: the copy in ${folder} is too old or unreadable; see 42sync status and ` +
        `${join(folder, "log")} tell more\n`,
    ]);
  });
});

test("units of systemd have a timer each, with specifiers escaped", () => {
  expect(
    systemdUnits(installation)
      .map(({ name, text }) => `== ${name}\n${text}`)
      .join("\n"),
  ).toMatchSnapshot();
});

// Where the systemd, vitest counts it as skipped.
test.runIf(existsSync("/usr/bin/systemd-analyze"))(
  "systemd itself has nothing to say about the units",
  async () => {
    const home = workingFolder();
    const folder = join(home, "it's 50%");
    mkdirSync(folder);
    const units = systemdUnits({
      ...installation,
      folder,
      program: [process.execPath, "/opt/it's 100%/$HOME/42sync.js"],
    });
    for (const { name, text } of units) writeFileSync(join(home, name), text);
    // It wants a place for the sockets of a manager; none is started.
    const verified = promisify(execFile)(
      "/usr/bin/systemd-analyze",
      ["verify", "--user", ...units.map(({ name }) => join(home, name))],
      { env: { XDG_RUNTIME_DIR: home } },
    );
    expect(await verified).toEqual({ stdout: "", stderr: "" });
  },
);
