/**
 * Recorded rows, read from files for a sandbox.
 *
 * @module @42sync/sandbox/recorded
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { SandboxError } from "./sandbox-error.js";
import type { ApiRow, RecordedData } from "./sandbox-options.js";

const unzip = promisify(gunzip);
const LIST = /^(.+?)\.(ndjson|ndjson\.gz|json)$/;

function parse(text: string, isLines: boolean, file: string): unknown {
  try {
    return isLines
      ? text
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map((line) => JSON.parse(line) as unknown)
      : JSON.parse(text);
  } catch (cause) {
    throw new SandboxError("E_SANDBOX_DATA", `${file} isn't valid JSON`, { cause });
  }
}

async function readList(dir: string, file: string): Promise<unknown> {
  const bytes = await readFile(join(dir, file));
  const text = (file.endsWith(".gz") ? await unzip(bytes) : bytes).toString("utf8");
  return parse(text, file.includes(".ndjson"), file);
}

function clockOf(meta: unknown): string | undefined {
  return typeof meta === "object" && meta !== null && "now" in meta && typeof meta.now === "string"
    ? meta.now
    : undefined;
}

/**
 * Reads a folder of recorded rows: `*.ndjson`, `*.ndjson.gz`, `*.json` arrays, one file per list and named after
 * it, and `meta.json` with the server's clock as `now`.
 * @throws SandboxError E_SANDBOX_DATA
 */
export async function readRecorded(dir: string): Promise<RecordedData> {
  const lists: Record<string, readonly ApiRow[]> = {};
  let now: string | undefined;
  for (const file of (await readdir(dir)).sort()) {
    const [, name] = LIST.exec(file) ?? [];
    if (name === undefined) continue;
    const content = await readList(dir, file);
    if (file === "meta.json") now = clockOf(content);
    else if (Array.isArray(content))
      lists[name] = content as readonly ApiRow[]; // rows are validated when they are loaded
    else throw new SandboxError("E_SANDBOX_DATA", `${file} isn't an array of rows`);
  }
  return now === undefined ? { lists } : { now, lists };
}
