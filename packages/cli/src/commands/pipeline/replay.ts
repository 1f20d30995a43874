import { resolve } from "node:path";
import { ConfigError, systemClock } from "@42sync/core";
import { privateSource, replaySource } from "@42sync/core/internal";
import { incremental, type IncrementalOptions, nightly } from "@42sync/core/pipelines";
import { type PageSource, type RunReport } from "@42sync/core/sync";
import type { Redact } from "@42sync/core/tables";
import type { PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { readRestOfPrivacy } from "../../config/read-privacy.js";
import { resolveSettings, type Settings } from "../../config/resolve-settings.js";
import { useDatabase } from "../../connect/use-database.js";
import type { ExitCode } from "../../errors/exit-code.js";
import { printJson } from "../../terminal/io.js";
import { openProgress } from "../../terminal/progress/open-progress.js";
import type { Progress } from "../../terminal/progress/progress.js";
import { listenForStop } from "../../terminal/stop-signals.js";
import { showTime } from "../../terminal/text.js";
import { logReport } from "./print-report.js";
import type { PipelineFlags } from "./read-pipeline-flags.js";
import { listRecordings, openRecording } from "./recording/read-recording.js";
import type { RecordingHeader } from "./recording/write-recording.js";
import { headline, notes } from "./render.js";
import { reportToExitCode } from "./report-exit-code.js";

/** `--replay`: repeats the runs recorded in a folder, in order, without a request. */
export async function runReplay(
  context: CommandContext,
  folder: string,
  flags: PipelineFlags,
): Promise<ExitCode> {
  refuseFlags(flags);
  const settings = await resolveSettings(context, {
    config: flags.config,
    database: flags.database,
    schema: flags.schema,
    with: flags.with,
  });
  const files = await listRecordings(resolve(context.cwd, folder), "--replay");
  const clock = context.clock ?? systemClock;
  const progress = await openProgress(context.io, {
    usage: () => ({ remainingThisHour: null, requestsPerSecond: 0, perHour: 0 }),
    wait: false,
    now: () => clock.now(),
  });
  const reports: RunReport[] = [];
  try {
    progress.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
    await useDatabase(context, { settings, command: "replay", create: true }, async ({ store }) => {
      await store.migrate();
      for (const file of files) {
        progress.log({ level: "info", message: `replaying ${file}`, file });
        const { header, lines } = await openRecording(file);
        requireWith(header, settings, file);
        const redact = readRestOfPrivacy(settings, header.privacy, context.secrets);
        reports.push(
          await replayOne({
            context,
            store,
            settings,
            header,
            source: replaySource(lines),
            redact,
            progress,
          }),
        );
        if (reports.at(-1)?.outcome === "failed" || context.finish.aborted || context.signal.aborted) break;
      }
    });
  } finally {
    progress.stop();
  }
  return print(context, reports, flags.json === true, settings.label);
}

interface ReplayOne {
  readonly context: CommandContext;
  readonly store: PgStore;
  readonly settings: Pick<Settings, "mirror" | "drift">;
  readonly header: RecordingHeader;
  readonly source: PageSource;
  readonly redact: Redact | undefined;
  readonly progress: Progress;
}

async function replayOne({
  context,
  store,
  settings,
  header,
  source,
  redact,
  progress,
}: ReplayOne): Promise<RunReport> {
  await store.admin.bindSource(header.source);
  context.heedSignals();
  const stop = listenForStop({
    signal: context.signal,
    finish: context.finish,
    log: progress.log,
    isSleeping: () => false,
  });
  const pipeline = {
    source: redact === undefined ? source : privateSource(source, redact),
    store,
    mirror: { ...settings.mirror, scope: header.scope },
    drift: settings.drift,
    ...(context.clock === undefined ? {} : { clock: context.clock }),
    onEvent: progress.onEvent,
    signal: stop.signal,
    finish: stop.finish,
  };
  try {
    return await (header.pipeline === "nightly"
      ? nightly(pipeline, header.options)
      : incremental(pipeline, readOptions(header)));
  } finally {
    stop.done();
  }
}

function readOptions({ options: { since, until, ...options } }: RecordingHeader): IncrementalOptions {
  return {
    ...options,
    ...(since === undefined ? {} : { since: new Date(since) }),
    ...(until === undefined ? {} : { until: new Date(until) }),
  };
}

/** Otherwise the rows of these tables would be ignored silently. */
function requireWith(header: RecordingHeader, { mirror }: Settings, file: string): void {
  const missing = (header.with ?? []).filter((name) => !mirror.with.includes(name));
  if (missing.length > 0)
    throw new ConfigError(`${file} also has ${missing.join(", ")}`, {
      hint: `replay it with --with ${(header.with ?? []).join(",")}`,
    });
}

/** Refuses flags that a recording already decides. */
function refuseFlags(
  flags: PipelineFlags & { readonly since?: unknown; readonly until?: unknown; readonly record?: unknown },
): void {
  const given = (
    [
      "campus",
      "cursus",
      "only",
      "except",
      "force",
      "maxHits",
      "reserve",
      "wait",
      "dryRun",
      "since",
      "until",
      "record",
      "allowMassDeletion",
    ] as const
  ).find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  const flag = `--${given.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new ConfigError(`${flag} can't be used with --replay, which repeats the runs as they were recorded`, {
    hint:
      "remove it; --database, --schema and --config choose where the copy goes, --with its " +
      "optional tables",
  });
}

function print(
  { io, clock = systemClock }: CommandContext,
  reports: readonly RunReport[],
  json: boolean,
  database: string,
): ExitCode {
  const last = reports.at(-1);
  const exitCode = last === undefined ? 0 : reportToExitCode(last);
  if (json) printJson(io, { runs: reports, database, exitCode });
  else if (io.logFormat === "json")
    for (const report of reports) logReport(io.log, report, { exitCode: reportToExitCode(report) });
  else
    for (const report of reports)
      for (const line of [headline(report), ...notes(report)])
        io.out(`${io.outTerminal ? "" : `${showTime(clock.now())} `}${line}\n`);
  return exitCode;
}
