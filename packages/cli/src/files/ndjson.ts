import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { constants, createGunzip, createGzip } from "node:zlib";
import { ConfigError } from "@42sync/core";
import { notWritten } from "./full-disk.js";

/** Writes a file line by line. */
export interface LineWriter {
  /** Waits while the disk is slower than the caller. */
  write(value: unknown): Promise<void>;
  /** The same for lines that are JSON already. */
  writeLines(lines: readonly string[]): Promise<void>;
  /** Ends the file; it is whole on disk afterwards. */
  close(): Promise<void>;
}

/**
 * A new file of JSON lines, compressed where its name ends in `.gz`. What was written is readable even when
 * the process dies before `close`.
 *
 * @throws ConfigError when the file is there already, or cannot be made; its methods do when the disk is
 * full.
 */
export async function createLineWriter(file: string): Promise<LineWriter> {
  const disk = createWriteStream(file, { flags: "wx" });
  await once(disk, "open").catch((cause: unknown) => {
    throw new ConfigError(`can't create ${file}`, {
      cause,
      hint: "it may exist already, or this user may lack permission",
    });
  });
  const head = file.endsWith(".gz") ? createGzip({ flush: constants.Z_SYNC_FLUSH }) : undefined;
  head?.pipe(disk);
  const into = head ?? disk;
  const broken = finished(disk).catch((cause: unknown) => {
    throw notWritten(file, cause);
  });
  // The next write, or close, throws it.
  broken.catch(() => undefined);
  const write = async (text: string): Promise<void> => {
    if (!into.write(text)) await Promise.race([once(into, "drain"), broken]);
  };
  return {
    write: (value) => write(`${JSON.stringify(value)}\n`),
    writeLines: (lines) => write(lines.map((line) => `${line}\n`).join("")),
    close: async () => {
      into.end();
      await broken;
    },
  };
}

/**
 * The lines of a file, decompressed where its name ends in `.gz`; of one that was cut off, as many as there
 * are.
 */
export async function* readLines(file: string): AsyncGenerator<string, void, void> {
  const disk = createReadStream(file);
  const stream = file.endsWith(".gz")
    ? disk.pipe(createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }))
    : disk;
  if (stream !== disk) disk.on("error", (error) => stream.destroy(error));
  let rest = "";
  try {
    for await (const chunk of stream.setEncoding("utf8")) {
      const lines = (rest + String(chunk)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    disk.destroy();
    stream.destroy();
  }
  if (rest !== "") yield rest;
}
