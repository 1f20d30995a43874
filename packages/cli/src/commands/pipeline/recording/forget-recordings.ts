import { rename, rm } from "node:fs/promises";
import { forgetInRecording } from "@42sync/core/internal";
import { tables, type AnyTable } from "@42sync/core/tables";
import { createLineWriter } from "../../../files/ndjson.js";
import { listRecordings, openRecording } from "./read-recording.js";

/** Items that were removed from a recording. */
export interface ForgottenRecording {
  readonly file: string;
  readonly items: number;
}

/**
 * Writes each recording of a folder anew without a person; a file takes the old one's place when it is whole.
 */
export async function forgetRecordings(
  folder: string,
  id: number,
  known: readonly AnyTable[],
): Promise<readonly ForgottenRecording[]> {
  const done: ForgottenRecording[] = [];
  for (const file of await listRecordings(folder, "--recordings"))
    done.push({ file, items: await forgetIn(file, id, known) });
  return done;
}

async function forgetIn(file: string, id: number, known: readonly AnyTable[]): Promise<number> {
  const { header, lines } = await openRecording(file);
  const draft = file.replace(/(\.ndjson(?:\.gz)?)$/, `.${crypto.randomUUID()}.new$1`);
  const forgotten = forgetInRecording(lines, known, tables.users, id);
  try {
    const writer = await createLineWriter(draft);
    try {
      await writer.write(header);
      for await (const line of forgotten.lines) await writer.write(line);
    } finally {
      await writer.close();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return forgotten.removed;
}
