import { dirname, join, resolve, sep } from "node:path";
import { ConfigError } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import { readApiSettings } from "../../config/credentials.js";
import { readEnvironment } from "../../config/read-environment.js";
import { resolveSettings } from "../../config/resolve-settings.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { crontabBlock } from "./crontab.js";
import { installCrontab } from "./install-crontab.js";
import { installUnits, removeUnits, type SystemdPlace } from "./install-systemd.js";
import { scheduledJobs, type Installation } from "./job.js";
import { systemdUnits } from "./systemd-units.js";

export interface ScheduleFlags {
  readonly write?: true | undefined;
  readonly remove?: true | undefined;
  readonly systemd?: true | undefined;
  readonly log?: string | undefined;
  readonly maxLag: string;
  readonly config?: string | undefined;
}

/** `42sync schedule`: shows what a scheduler needs, writes it, or takes it out. */
export async function runSchedule(context: CommandContext, flags: ScheduleFlags): Promise<ExitCode> {
  const jobs = scheduledJobs({
    maxLag: flags.maxLag,
    config: flags.config === undefined ? undefined : resolve(context.cwd, flags.config),
  });
  const installation: Installation = { folder: context.cwd, program: programOf(context.program), jobs };
  const remove = flags.remove === true;
  const lacking = remove ? undefined : await findLacking(context, flags);
  if (lacking !== undefined && flags.write === true) throw lacking;
  await (flags.systemd === true
    ? withSystemd(context, flags, installation)
    : withCrontab(context, flags, installation));
  if (lacking !== undefined)
    context.io.log({ level: "warn", message: lacking.message, hint: lacking.hint ?? null });
  return exitCodes.done;
}

async function withCrontab(
  { io, runProgram }: CommandContext,
  { write, remove, log }: ScheduleFlags,
  installation: Installation,
): Promise<void> {
  const block = crontabBlock(
    installation,
    log === undefined ? join(installation.folder, "42sync.log") : resolve(installation.folder, log),
  );
  if (remove === true) {
    io.out(
      (await installCrontab(runProgram, installation.folder, undefined))
        ? "removed from this user's crontab\n"
        : "this user's crontab has no lines for this folder\n",
    );
  } else if (write === true) {
    io.out(
      `${(await installCrontab(runProgram, installation.folder, block)) ? "written to" : "already in"} ` +
        `this user's crontab:\n${block}\n`,
    );
  } else {
    io.out(`${block}\n`);
    io.log({
      level: "info",
      message: "next: add these lines with crontab -e, or let 42sync schedule --write do it",
    });
  }
}

async function withSystemd(
  context: CommandContext,
  { write, remove }: ScheduleFlags,
  installation: Installation,
): Promise<void> {
  const { io } = context;
  const units = systemdUnits(installation);
  const place = (): SystemdPlace => ({ folder: unitFolder(context), run: context.runProgram });
  if (remove === true) {
    io.out(
      (await removeUnits(place(), units))
        ? "timers stopped, units removed\n"
        : "this user has no such units\n",
    );
  } else if (write === true) {
    const changed = await installUnits(place(), units);
    io.out(`${changed ? "written" : "already installed"}: ${units.map(({ name }) => name).join(", ")}\n`);
    io.log({
      level: "info",
      message:
        "next: loginctl enable-linger, so that they run while you are logged out; systemctl " +
        "--user list-timers; journalctl --user -u 42sync-nightly",
    });
  } else {
    io.out(units.map(({ name, text }) => `# ~/.config/systemd/user/${name}\n${text}`).join("\n"));
    io.log({
      level: "info",
      message: "next: 42sync schedule --systemd --write installs them and starts the timers",
    });
  }
}

/**
 * What a scheduled run would lack: a scheduler starts it without this shell's environment and flags. Showing
 * the schedule works without.
 */
async function findLacking(
  context: CommandContext,
  { config }: ScheduleFlags,
): Promise<ConfigError | undefined> {
  const settings = await resolveSettings({ ...context, env: {} }, { config });
  const inFolder = await readEnvironment({}, context.cwd);
  try {
    readApiSettings(inFolder);
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    return new ConfigError(
      `${join(context.cwd, ".env")} has no credentials, and a scheduler sees no other ` +
        `environment: ${cause.message}`,
      { cause, hint: "42sync init writes them" },
    );
  }
  const url = context.env["DATABASE_URL"]?.trim() ?? "";
  if (url !== "" && inFolder["DATABASE_URL"] === undefined)
    return new ConfigError(
      `DATABASE_URL is set in this shell only; a scheduled run would use the ${settings.target.label}`,
      { hint: "put DATABASE_URL into .env, as 42sync init does, or unset it" },
    );
  return undefined;
}

/**
 * Under npx the script is in a cache that may be emptied, so npx starts it, with the current node.
 */
function programOf([node = "node", script = "42sync", ...rest]: readonly string[]): readonly string[] {
  if (!script.includes(`${sep}_npx${sep}`)) return [node, script, ...rest];
  const bin = dirname(node);
  return ["/usr/bin/env", `PATH=${bin}:/usr/local/bin:/usr/bin:/bin`, join(bin, "npx"), "--yes", "42sync"];
}

function unitFolder({ env }: CommandContext): string {
  const home =
    env["XDG_CONFIG_HOME"] ?? (env["HOME"] === undefined ? undefined : join(env["HOME"], ".config"));
  if (home === undefined)
    throw new ConfigError("HOME is not set", { hint: "this user's units are below it" });
  return join(home, "systemd", "user");
}
