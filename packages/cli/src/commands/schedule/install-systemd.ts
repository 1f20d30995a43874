import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@42sync/core";
import type { RunProgram } from "../../terminal/run-program.js";
import { folderOf, unitMark, type UnitFile } from "./systemd-units.js";

export interface SystemdPlace {
  /** This user's units: `~/.config/systemd/user`. */
  readonly folder: string;
  readonly run: RunProgram;
}

/** A unit and the text that its file had; undefined: there was none. */
type Before = UnitFile & { readonly before: string | undefined };

/**
 * Writes the units of this user and starts their timers. When systemctl refuses, the units are as they were
 * before.
 *
 * @returns whether any file had to change.
 * @throws ConfigError when a unit of that name is somebody else's or another folder's, or systemctl refuses.
 */
export async function installUnits(
  { folder, run }: SystemdPlace,
  units: readonly UnitFile[],
): Promise<boolean> {
  const all = await readUnits(folder, units);
  const changed = all.filter(({ text, before }) => before !== text);
  await mkdir(folder, { recursive: true });
  try {
    for (const { name, text } of changed) await writeFile(join(folder, name), text);
    await systemctl(run, ["daemon-reload"]);
    await systemctl(run, ["enable", "--now", ...timersOf(units)]);
  } catch (error) {
    await putBack({ folder, run }, changed);
    throw error;
  }
  return changed.length > 0;
}

/**
 * Stops the timers and removes the units; those of somebody else stay.
 *
 * @returns whether there were any.
 * @throws ConfigError when a unit is somebody else's or another folder's, or systemctl refuses: then the
 * units stay.
 */
export async function removeUnits(
  { folder, run }: SystemdPlace,
  units: readonly UnitFile[],
): Promise<boolean> {
  const there = (await readUnits(folder, units)).filter(({ before }) => before !== undefined);
  if (there.length === 0) return false;
  await systemctl(run, ["disable", "--now", ...timersOf(there)]);
  for (const { name } of there) await rm(join(folder, name));
  // Nothing of ours is started any more; a manager that does not read this now reads it when it begins.
  await run("systemctl", ["--user", "daemon-reload"]);
  return true;
}

async function readUnits(folder: string, units: readonly UnitFile[]): Promise<readonly Before[]> {
  const all: Before[] = [];
  for (const unit of units) {
    const path = join(folder, unit.name);
    const before = existsSync(path) ? await readFile(path, "utf8") : undefined;
    if (before?.startsWith(unitMark) === false)
      throw new ConfigError(`${path} was not written by 42sync schedule; nothing was changed`, {
        hint: "move it away, or install what 42sync schedule --systemd prints yourself",
      });
    const other = before === undefined ? undefined : folderOf(before);
    if (other !== undefined && other !== folderOf(unit.text))
      throw new ConfigError(`this user's timers belong to ${other}; nothing was changed`, {
        hint:
          "42sync schedule --systemd --remove in that folder removes them; a crontab (42sync " +
          "schedule --write) can hold several folders",
      });
    all.push({ ...unit, before });
  }
  return all;
}

/** A half-made installation would run at night, or look complete to the next attempt. */
async function putBack({ folder, run }: SystemdPlace, changed: readonly Before[]): Promise<void> {
  const timers = timersOf(changed.filter(({ before }) => before === undefined));
  // Whether systemctl takes these does not matter: it has just refused, and without their files the timers
  // are nothing.
  if (timers.length > 0) await run("systemctl", ["--user", "disable", "--now", ...timers]);
  for (const { name, before } of changed)
    await (before === undefined
      ? rm(join(folder, name), { force: true })
      : writeFile(join(folder, name), before));
  if (changed.length > 0) await run("systemctl", ["--user", "daemon-reload"]);
}

function timersOf(units: readonly UnitFile[]): readonly string[] {
  return units.map(({ name }) => name).filter((name) => name.endsWith(".timer"));
}

async function systemctl(run: RunProgram, argv: readonly string[]): Promise<void> {
  const { code, err } = await run("systemctl", ["--user", ...argv]);
  if (code === 0) return;
  const asBefore = "the units are unchanged";
  if (code === null)
    throw new ConfigError(`this machine has no systemd; ${asBefore}`, {
      hint: "remove --systemd: 42sync schedule --write uses the crontab",
    });
  const why = err.trim().split("\n")[0] ?? "";
  throw new ConfigError(
    `systemctl --user ${argv.join(" ")} ended with ${String(code)}: ${why}; ${asBefore}`,
    {
      hint:
        "this user has no systemd manager without a login session: run loginctl enable-linger " +
        "and log in instead of using su; or remove --systemd to use the crontab",
    },
  );
}
