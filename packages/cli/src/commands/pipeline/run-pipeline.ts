import { systemClock } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import { readApiSettings, sourceOf } from "../../config/credentials.js";
import { readPrivacy } from "../../config/read-privacy.js";
import { resolveSettings } from "../../config/resolve-settings.js";
import { openClient, type OpenClient } from "../../connect/open-client.js";
import { useDatabase } from "../../connect/use-database.js";
import type { ExitCode } from "../../errors/exit-code.js";
import { openProgress } from "../../terminal/progress/open-progress.js";
import type { ProgressUsage } from "../../terminal/progress/progress.js";
import { printReport } from "./print-report.js";
import type { IncrementalFlags } from "./read-pipeline-flags.js";
import { reportToExitCode } from "./report-exit-code.js";
import { runOnStore, type PipelineCommand } from "./run-on-store.js";
import { skipIfLocked } from "./skip-if-locked.js";

/** `42sync nightly` and `42sync incremental`, `--replay` and `--dry-run` included. */
export async function runPipeline(context: CommandContext, command: PipelineCommand): Promise<ExitCode> {
  const { pipeline, flags, start } = command;
  if (flags.replay !== undefined) return replay(context, flags.replay, flags);
  if (flags.dryRun === true) return printPlan(context, command);
  if (flags.skipIfLocked !== true) return runUnlocked(context, command);
  return skipIfLocked(context, flags.json === true, (held, onBegin) =>
    runUnlocked(held, {
      pipeline,
      flags,
      start: (input, options) =>
        start(
          {
            ...input,
            onEvent: (event) => {
              onBegin();
              input.onEvent?.(event);
            },
          },
          options,
        ),
    }),
  );
}

async function replay(context: CommandContext, folder: string, flags: IncrementalFlags): Promise<ExitCode> {
  const { runReplay } = await import("./replay.js");
  return runReplay(context, folder, flags);
}

/** `--dry-run`: the plan instead of the run. */
async function printPlan(context: CommandContext, { pipeline, flags }: PipelineCommand): Promise<ExitCode> {
  context.heedSignals();
  const { runPlan } = await import("../plan/run.js");
  return runPlan(context, pipeline, flags);
}

async function runUnlocked(context: CommandContext, command: PipelineCommand): Promise<ExitCode> {
  const { pipeline, flags } = command;
  const settings = await resolveSettings(context, flags);
  const api = readApiSettings(settings.env);
  context.secrets.add(api.clientSecret);
  context.secrets.add(api.nextClientSecret);
  const redact = readPrivacy(settings, context.secrets);
  const clock = context.clock ?? systemClock;
  const wait = flags.wait === true;
  const open: { client?: OpenClient } = {};
  const progress = await openProgress(context.io, {
    usage: () => open.client?.client.usage ?? noUsage,
    wait,
    now: () => clock.now(),
  });
  try {
    progress.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
    open.client = openClient(context, {
      api,
      target: () => settings.target,
      needsDatabase: true,
      log: progress.log,
      maxHits: flags.maxHits,
      reserve: settings.reserve,
      wait,
    });
    const { client } = open.client;
    // Checks the credentials before anything is made: this needs a token and no hit.
    await client.serverNow(context.signal);
    const report = await useDatabase(context, { settings, command: pipeline, create: true }, ({ store }) =>
      runOnStore(context, { command, settings, client, store, api: sourceOf(api.url), redact, progress }),
    );
    progress.stop();
    const exitCode = reportToExitCode(report);
    printReport(context.io, {
      report,
      exitCode,
      settings,
      usage: client.usage,
      json: flags.json === true,
      now: clock.now(),
    });
    return exitCode;
  } finally {
    progress.stop();
    await open.client?.close();
  }
}

const noUsage: ProgressUsage = { remainingThisHour: null, requestsPerSecond: 0, perHour: 1200 };
