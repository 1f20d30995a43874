import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@42sync/core";
import type { KeepLine } from "@42sync/core/internal";
import { createLineWriter } from "../../../files/ndjson.js";
import type { RecordingHeader } from "./recording-header.js";

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
    throw new ConfigError(`--record ${folder}: the folder cannot be made`, {
      cause,
      hint: "name one that this user may write to",
    });
  });
  const file = join(folder, `${header.startedAt.replaceAll(":", "-")}-${header.pipeline}.ndjson.gz`);
  const writer = await createLineWriter(file);
  await writer.write({ kind: "recording", format: 1, ...header } satisfies RecordingHeader);
  return { file, keep: (line) => writer.write(line), close: () => writer.close() };
}
