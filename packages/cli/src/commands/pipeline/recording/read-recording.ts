import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@42sync/core";
import type { RecordedLine } from "@42sync/core/internal";
import { readLines } from "../../../files/ndjson.js";
import { recordingFormat, type RecordingHeader } from "./write-recording.js";

/** A recording, read as far as its header. */
export interface OpenRecording {
  readonly header: RecordingHeader;
  readonly lines: AsyncIterable<RecordedLine>;
}

/**
 * The recordings of a folder, in the order in which their runs began.
 *
 * @throws ConfigError when there is none.
 */
export async function listRecordings(folder: string, flag: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new ConfigError(`${flag} ${folder}: can't read the folder`, {
      cause,
      hint: "name the folder that --record wrote to",
    });
  });
  const files = names.filter((name) => /\.ndjson(\.gz)?$/.test(name)).sort();
  if (files.length === 0)
    throw new ConfigError(`${flag} ${folder}: it has no recordings`, {
      hint: "make one with: 42sync nightly --record <folder>",
    });
  return files.map((name) => join(folder, name));
}

/** Opens a recording. @throws ConfigError when the file isn't one. */
export async function openRecording(file: string): Promise<OpenRecording> {
  const lines = readJson(file);
  const { value } = await lines.next();
  if (!isHeader(value))
    throw new ConfigError(`${file} is not a recording that this release can read`, {
      hint: "its first line must name its run and format",
    });
  // whatever follows the header was written by recordSource
  return { header: value, lines: lines as AsyncIterable<RecordedLine> };
}

function isHeader(value: unknown): value is RecordingHeader {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    value.kind === "recording" &&
    "format" in value &&
    value.format === recordingFormat
  );
}

/** If the process died, the last line may be incomplete: it is skipped. */
async function* readJson(file: string): AsyncGenerator<unknown, void, void> {
  let before: string | undefined;
  for await (const line of readLines(file)) {
    if (before !== undefined) yield parse(file, before);
    before = line;
  }
  if (before === undefined) return;
  let last: unknown;
  try {
    last = JSON.parse(before);
  } catch {
    return;
  }
  yield last;
}

function parse(file: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new ConfigError(`${file} is not a recording: one of its lines is not JSON`, {
      cause,
      hint: "record it again with --record",
    });
  }
}
