import { resolve } from "node:path";
import { systemClock, type Client } from "@42sync/core";
import { clientSource, privateSource, recordSource } from "@42sync/core/internal";
import type { IncrementalOptions } from "@42sync/core/pipelines";
import { type PageSource } from "@42sync/core/sync";
import type { Redact, Scope } from "@42sync/core/tables";
import type { CommandContext } from "../../command-context.js";
import type { Settings } from "../../config/resolve-settings.js";
import type { RecordingHeader } from "./recording/write-recording.js";

export interface OpenSourceInput {
  readonly client: Client;
  readonly settings: Pick<Settings, "privacy" | "mirror">;
  readonly redact: Redact | undefined;
  /** Folder of the recording; undefined: none is made. */
  readonly record: string | undefined;
  readonly pipeline: RecordingHeader["pipeline"];
  readonly scope: Scope;
  readonly options: IncrementalOptions;
  /** What names the API. */
  readonly api: string;
}

/** A source of pages, and the file that they are recorded in; to be closed. */
export interface OpenSource {
  readonly source: PageSource;
  readonly file: string | undefined;
  close(): Promise<void>;
}

/** The client's pages after the privacy profile, recorded if `record` names a folder. */
export async function openSource(context: CommandContext, input: OpenSourceInput): Promise<OpenSource> {
  const { client, redact, record } = input;
  const source = redact === undefined ? clientSource(client) : privateSource(clientSource(client), redact);
  if (record === undefined) return { source, file: undefined, close: () => Promise.resolve() };
  const { beginRecording } = await import("./recording/write-recording.js");
  const recording = await beginRecording(resolve(context.cwd, record), {
    pipeline: input.pipeline,
    source: input.api,
    scope: input.scope,
    options: showOptions(input.options),
    with: input.settings.mirror.with,
    privacy: input.settings.privacy,
    startedAt: new Date((context.clock ?? systemClock).now()).toISOString(),
  });
  return {
    source: recordSource(source, recording.keep),
    file: recording.file,
    close: () => recording.close(),
  };
}

function showOptions({ since, until, ...options }: IncrementalOptions): RecordingHeader["options"] {
  return {
    ...options,
    ...(since === undefined ? {} : { since: since.toISOString() }),
    ...(until === undefined ? {} : { until: until.toISOString() }),
  };
}
