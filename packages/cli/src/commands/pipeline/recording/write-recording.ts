import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@42sync/core";
import type { KeepLine } from "@42sync/core/internal";
import type { IncrementalOptions } from "@42sync/core/pipelines";
import type { PrivacyProfile, Scope } from "@42sync/core/tables";
import { createLineWriter } from "../../../files/ndjson.js";

/** The format of recordings; another one is refused. */
export const recordingFormat = 1;

/** The first line of a recording: which run it is of. */
export interface RecordingHeader {
  readonly kind: "recording";
  readonly format: number;
  readonly pipeline: "nightly" | "incremental";
  /** What names the API. */
  readonly source: string;
  readonly scope: Scope;
  /** Moments are ISO. */
  readonly options: Omit<IncrementalOptions, "since" | "until"> & {
    readonly since?: string;
    readonly until?: string;
  };
  /** The optional tables that were mirrored too. @default none */
  readonly with?: readonly string[];
  /** What has been dropped and hashed. */
  readonly privacy: PrivacyProfile;
  /** By the local clock, ISO. */
  readonly startedAt: string;
}

/** A recording that is being made. */
export interface Recording {
  readonly file: string;
  readonly keep: KeepLine;
  close(): Promise<void>;
}

/**
 * Begins the recording of a run: a file of its own, named by when it began, so that names are in the order of
 * the runs.
 */
export async function beginRecording(
  folder: string,
  header: Omit<RecordingHeader, "kind" | "format">,
): Promise<Recording> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new ConfigError(`--record ${folder}: can't create the folder`, {
      cause,
      hint: "name one that this user can write to",
    });
  });
  const file = join(folder, `${header.startedAt.replaceAll(":", "-")}-${header.pipeline}.ndjson.gz`);
  const writer = await createLineWriter(file);
  await writer.write({ kind: "recording", format: recordingFormat, ...header } satisfies RecordingHeader);
  return { file, keep: (line) => writer.write(line), close: () => writer.close() };
}
