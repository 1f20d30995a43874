import { AbortedError, ConfigError, systemClock, type Client } from "@42sync/core";
import type { Redact } from "@42sync/core/tables";
import type { RunReport } from "@42sync/core/sync";
import type { PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { readApiSettings, sourceOf } from "../../config/credentials.js";
import { readPrivacy } from "../../config/read-privacy.js";
import { resolveSettings, type Settings } from "../../config/resolve-settings.js";
import { openClient, type OpenClient } from "../../connect/open-client.js";
import type { ExitCode } from "../../errors/exit-code.js";
import {
  incremental,
  type IncrementalOptions,
  nightly,
  type PipelineContext,
  type PipelineOptions,
} from "@42sync/core/pipelines";
import type { Progress, ProgressUsage } from "../../terminal/progress.js";
import { showFilled } from "../migrate/render.js";
import { showMany } from "../../terminal/text.js";
import type { RecordingHeader } from "./recording/recording-header.js";
import { openProgress } from "../../terminal/open-progress.js";
import { openSource } from "./open-source.js";
import {
  toPipelineOptions,
  toWindow,
  type IncrementalFlags,
  type PipelineFlags,
} from "./read-pipeline-flags.js";
import { reportToExitCode } from "./report-exit-code.js";
import { resolveScope } from "../../config/resolve-scope.js";
import { skipIfLocked } from "./skip-if-locked.js";
import { listenForStop } from "../../terminal/stop-signals.js";
import { printReport } from "./print-report.js";
import { useDatabase } from "../../connect/use-database.js";

/** `42sync nightly`. */
export function runNightly(context: CommandContext, flags: PipelineFlags): Promise<ExitCode> {
  if (flags.replay !== undefined) return replay(context, flags.replay, flags);
  if (flags.dryRun === true) return printPlan(context, "nightly", flags);
  return runPipeline(context, flags, "nightly", (pipeline, options) => nightly(pipeline, options));
}

/** `42sync incremental`. */
export function runIncremental(context: CommandContext, flags: IncrementalFlags): Promise<ExitCode> {
  const { since, until } = flags;
  if (flags.replay !== undefined) return replay(context, flags.replay, flags);
  if (flags.dryRun === true) return printPlan(context, "incremental", flags);
  if (since === undefined && until !== undefined)
    throw new ConfigError("--until needs --since", { hint: "for example: --since 48h --until 24h" });
  return runPipeline(context, flags, "incremental", (pipeline, options) => incremental(pipeline, options));
}

type Start = (pipeline: PipelineContext, options: IncrementalOptions) => Promise<RunReport>;

async function replay(context: CommandContext, folder: string, flags: IncrementalFlags): Promise<ExitCode> {
  const { runReplay } = await import("./run-replay.js");
  return runReplay(context, folder, flags);
}

/** `--dry-run`: the plan instead of the run. */
async function printPlan(
  context: CommandContext,
  pipeline: "nightly" | "incremental",
  flags: IncrementalFlags,
): Promise<ExitCode> {
  context.heedSignals();
  const { runPlanCommand } = await import("../plan/run.js");
  return runPlanCommand(context, pipeline, flags);
}

async function runPipeline(
  context: CommandContext,
  flags: IncrementalFlags,
  command: RecordingHeader["pipeline"],
  start: Start,
): Promise<ExitCode> {
  if (flags.skipIfLocked !== true) return runUnlocked(context, flags, command, start);
  return skipIfLocked(context, flags.json === true, (held, begun) =>
    runUnlocked(held, flags, command, (pipeline, options) =>
      start(
        {
          ...pipeline,
          onEvent: (event) => {
            begun();
            pipeline.onEvent?.(event);
          },
        },
        options,
      ),
    ),
  );
}

async function runUnlocked(
  context: CommandContext,
  flags: IncrementalFlags,
  command: RecordingHeader["pipeline"],
  start: Start,
): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const api = readApiSettings(settings.env);
  context.secrets.add(api.clientSecret);
  context.secrets.add(api.nextClientSecret);
  const redact = readPrivacy(settings, context.secrets);
  const options = toPipelineOptions(settings, flags, command);
  const clock = context.clock ?? systemClock;
  const wait = flags.wait === true;
  const open: { client?: OpenClient } = {};
  const progress = await openProgress(context.io, {
    usage: () => open.client?.client.usage ?? noUsage,
    wait,
    now: () => clock.now(),
  });
  const say = (line: string): void => {
    progress.say(line);
  };
  try {
    say(`database: ${settings.label}`);
    open.client = openClient(context, {
      api,
      target: () => settings.target,
      needsDatabase: true,
      say,
      maxHits: flags.maxHits,
      reserve: settings.reserve,
      wait,
    });
    const { client } = open.client;
    // Credentials are tried before anything is made: this needs a token and no hit.
    await client.serverNow(context.signal);
    const report = await useDatabase(context, { settings, command, create: true }, ({ store }) =>
      runOn({
        context,
        flags,
        settings,
        client,
        store,
        api: sourceOf(api.url),
        redact,
        progress,
        command,
        start,
        options,
        wait,
      }),
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

interface RunOn {
  readonly context: CommandContext;
  readonly flags: IncrementalFlags;
  readonly settings: Settings;
  readonly client: Client;
  readonly store: PgStore;
  /** What names the API. */
  readonly api: string;
  readonly redact: Redact | undefined;
  readonly progress: Progress;
  readonly command: RecordingHeader["pipeline"];
  readonly start: Start;
  readonly options: PipelineOptions;
  readonly wait: boolean;
}

async function runOn({
  context,
  flags,
  settings,
  client,
  store,
  api,
  redact,
  progress,
  command,
  start,
  options,
  wait,
}: RunOn): Promise<RunReport> {
  const say = (line: string): void => {
    progress.say(line);
  };
  const { created, extended, filled } = await store.migrate();
  await store.admin.bindSource(api);
  if (created.length > 0) say(`made ${summarize(created)}`);
  if (extended.length > 0) say(`extended ${extended.join(", ")}`);
  for (const one of filled) say(showFilled(one));
  // Until here nothing is lost by a signal that ends the process, and making an embedded database would not
  // hear of it for seconds.
  context.heedSignals();
  const stop = listenForStop({
    signal: context.signal,
    finish: context.finish,
    say,
    isSleeping: () => wait && client.usage.remainingThisHour === 0,
  });
  try {
    const scope = await resolveScope({ settings, client, store, signal: stop.signal });
    if (stop.finish.aborted) throw new AbortedError("stopped before anything was read");
    const window =
      flags.since === undefined
        ? {}
        : toWindow(flags.since, flags.until, await client.serverNow(stop.signal));
    const chosen: IncrementalOptions = { ...options, ...window };
    const open = await openSource(context, {
      client,
      settings,
      redact,
      record: flags.record,
      pipeline: command,
      scope,
      options: chosen,
      api,
    });
    try {
      if (open.file !== undefined) say(`records in ${open.file}`);
      return await start(
        {
          source: open.source,
          store,
          mirror: { ...settings.mirror, scope },
          drift: settings.drift,
          ...(context.clock === undefined ? {} : { clock: context.clock }),
          onEvent: progress.onEvent,
          signal: stop.signal,
          finish: stop.finish,
        },
        chosen,
      );
    } finally {
      await open.close();
    }
  } finally {
    stop.done();
  }
}

/** `22 tables, 2 views`: a first migration makes too much to be listed. */
function summarize(created: readonly string[]): string {
  const count = (kind: string): number => created.filter((what) => what.startsWith(`${kind} `)).length;
  return created.length <= 3
    ? created.join(", ")
    : `${showMany(count("table"), "table")}, ${showMany(count("view"), "view")}`;
}

const noUsage: ProgressUsage = { remainingThisHour: null, requestsPerSecond: 0, perHour: 1200 };
