import type { CommandContext } from "../../command-context.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { tableWidth, printJson } from "../../terminal/io.js";
import { findStale } from "./find-stale.js";
import { renderMetrics } from "./metrics.js";
import { nextSteps } from "./next-steps.js";
import { readStatus } from "./read-status.js";
import { renderStatus } from "./render.js";

export interface StatusFlags extends SettingFlags {
  /** Milliseconds. */
  readonly maxLag?: number | undefined;
  readonly format?: "table" | "json" | "prometheus" | undefined;
  readonly json?: true | undefined;
}

/** `42sync status`. */
export async function runStatus(context: CommandContext, flags: StatusFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const status = await readStatus(context, settings, flags.format === "prometheus" ? twoDays : fewRuns);
  const stale = flags.maxLag === undefined ? [] : findStale(status.freshness, flags.maxLag);
  const isStale = flags.maxLag !== undefined && (stale.length > 0 || status.freshness.length === 0);
  const exitCode = isStale ? exitCodes.stale : exitCodes.done;
  if (flags.format === "prometheus") {
    context.io.out(
      renderMetrics({
        schema: settings.schema,
        status,
        stale: flags.maxLag === undefined ? undefined : stale,
      }),
    );
  } else if (flags.json === true || flags.format === "json") {
    context.io.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
    printJson(context.io, { database: settings.label, ...status, stale, exitCode });
  } else {
    const shown = renderStatus({
      status,
      stale,
      maxLagMs: flags.maxLag,
      next: nextSteps(status, settings),
      configured: settings.file !== undefined,
      ...tableWidth(context.io),
    });
    context.io.out(`database: ${settings.label}\n${shown}`);
  }
  return exitCode;
}

/** Runs in the table. */
const fewRuns = 8;
/** Metrics tell of the last run of each name, and there are 96 incrementals between two nightlies. */
const twoDays = 200;
