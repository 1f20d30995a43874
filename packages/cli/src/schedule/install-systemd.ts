import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@42sync/core";
import type { RunProgram } from "../connect/run-program.js";
import { unitMark, type UnitFile } from "./systemd-units.js";

export interface SystemdPlace {
  /** This user's units: `~/.config/systemd/user`. */
  readonly folder: string;
  readonly run: RunProgram;
}

/**
 * Writes the units of this user and starts their timers.
 *
 * @returns whether any file had to change.
 * @throws ConfigError when a unit of that name is somebody else's, or systemctl refuses.
 */
export async function installUnits({ folder, run }: SystemdPlace, units: readonly UnitFile[]): Promise<boolean> {
  for (const unit of units) await refuseForeign(folder, unit);
  await mkdir(folder, { recursive: true });
  let changed = false;
  for (const { name, text } of units) {
    const path = join(folder, name);
    if (existsSync(path) && (await readFile(path, "utf8")) === text) continue;
    await writeFile(path, text);
    changed = true;
  }
  await systemctl(run, ["daemon-reload"]);
  await systemctl(run, ["enable", "--now", ...timersOf(units)]);
  return changed;
}

/** Stops the timers and removes the units; those of somebody else stay. */
export async function removeUnits({ folder, run }: SystemdPlace, units: readonly UnitFile[]): Promise<boolean> {
  for (const unit of units) await refuseForeign(folder, unit);
  const there = units.filter(({ name }) => existsSync(join(folder, name)));
  if (there.length === 0) return false;
  await systemctl(run, ["disable", "--now", ...timersOf(there)]);
  for (const { name } of there) await rm(join(folder, name));
  await systemctl(run, ["daemon-reload"]);
  return true;
}

function timersOf(units: readonly UnitFile[]): readonly string[] {
  return units.map(({ name }) => name).filter((name) => name.endsWith(".timer"));
}

async function refuseForeign(folder: string, { name }: UnitFile): Promise<void> {
  const path = join(folder, name);
  if (!existsSync(path) || (await readFile(path, "utf8")).startsWith(unitMark)) return;
  throw new ConfigError(`${path} was not written by 42sync schedule, and nothing was touched`, { hint: "move it away, or take what 42sync schedule --systemd prints by hand" });
}

async function systemctl(run: RunProgram, argv: readonly string[]): Promise<void> {
  const { code, err } = await run("systemctl", ["--user", ...argv]);
  if (code === 0) return;
  if (code === null) throw new ConfigError("there is no systemd on this machine", { hint: "leave --systemd out: 42sync schedule --write uses the crontab" });
  throw new ConfigError(`systemctl --user ${argv.join(" ")} ended with ${String(code)}: ${err.trim().split("\n")[0] ?? ""}`, { hint: "without a session of this user there is no user manager: loginctl enable-linger, and log in rather than su" });
}
