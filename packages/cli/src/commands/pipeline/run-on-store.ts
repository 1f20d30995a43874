import { AbortedError, type Client } from "@42sync/core";
import type { IncrementalOptions, PipelineContext } from "@42sync/core/pipelines";
import type { RunReport } from "@42sync/core/sync";
import type { Redact } from "@42sync/core/tables";
import type { MigrateReport, PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import type { Settings } from "../../config/resolve-settings.js";
import { resolveScope } from "../../config/scope/resolve-scope.js";
import type { Log } from "../../terminal/io.js";
import type { Progress } from "../../terminal/progress/progress.js";
import { listenForStop, type StopSignals } from "../../terminal/stop-signals.js";
import { showMany } from "../../terminal/text.js";
import { showFilled } from "../migrate/render.js";
import { openSource } from "./open-source.js";
import { toPipelineOptions, toWindow, type IncrementalFlags } from "./read-pipeline-flags.js";
import type { RecordingHeader } from "./recording/write-recording.js";

/** A pipeline with its flags, and how it is started. */
export interface PipelineCommand {
  readonly pipeline: RecordingHeader["pipeline"];
  readonly flags: IncrementalFlags;
  readonly start: (input: PipelineContext, options: IncrementalOptions) => Promise<RunReport>;
}

export interface RunOnStoreInput {
  readonly command: PipelineCommand;
  readonly settings: Settings;
  readonly client: Client;
  readonly store: PgStore;
  /** What names the API. */
  readonly api: string;
  readonly redact: Redact | undefined;
  readonly progress: Progress;
}

/** One run on an open database: migrates, resolves the scope, and runs until the end or a signal. */
export async function runOnStore(context: CommandContext, input: RunOnStoreInput): Promise<RunReport> {
  const { command, client, store, api, progress } = input;
  logMigration(progress.log, await store.migrate());
  await store.admin.bindSource(api);
  // Until here a signal that ends the process loses nothing, and making an embedded database wouldn't
  // notice one for seconds.
  context.heedSignals();
  const stop = listenForStop({
    signal: context.signal,
    finish: context.finish,
    log: progress.log,
    isSleeping: () => command.flags.wait === true && client.usage.remainingThisHour === 0,
  });
  try {
    return await runUntilStopped(context, input, stop);
  } finally {
    stop.done();
  }
}

async function runUntilStopped(
  context: CommandContext,
  { command, settings, client, store, api, redact, progress }: RunOnStoreInput,
  stop: StopSignals,
): Promise<RunReport> {
  const { pipeline, flags } = command;
  const scope = await resolveScope({ settings, client, store, signal: stop.signal });
  if (stop.finish.aborted) throw new AbortedError("stopped before anything was read");
  const options: IncrementalOptions = {
    ...toPipelineOptions(settings, flags, pipeline),
    ...(flags.since === undefined
      ? {}
      : toWindow(flags.since, flags.until, await client.serverNow(stop.signal))),
  };
  const { record } = flags;
  const open = await openSource(context, { client, settings, redact, record, pipeline, scope, options, api });
  try {
    if (open.file !== undefined)
      progress.log({ level: "info", message: `recording in ${open.file}`, file: open.file });
    return await command.start(
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
      options,
    );
  } finally {
    await open.close();
  }
}

function logMigration(log: Log, { created, extended, filled }: MigrateReport): void {
  const print = (message: string): void => {
    log({ level: "info", message });
  };
  if (created.length > 0) print(`created ${summarize(created)}`);
  if (extended.length > 0) print(`extended ${extended.join(", ")}`);
  for (const one of filled) print(showFilled(one));
}

/** `22 tables, 2 views`: a first migration creates too much to list. */
function summarize(created: readonly string[]): string {
  const count = (kind: string): number => created.filter((what) => what.startsWith(`${kind} `)).length;
  return created.length <= 3
    ? created.join(", ")
    : `${showMany(count("table"), "table")}, ${showMany(count("view"), "view")}`;
}
