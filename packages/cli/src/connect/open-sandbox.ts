import { resolve } from "node:path";
import { ConfigError } from "@42sync/core";
import type { RecordedData, Sandbox, SandboxOptions } from "@42sync/sandbox";
import { withControls } from "./sandbox-controls.js";

export interface OpenSandboxInput {
  readonly options: SandboxOptions;
  /** Requests that the demo application may send. */
  readonly perSecond: number;
  readonly perHour: number;
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Folder of recorded rows instead of a generated world. */
  readonly data?: string;
  /** Folders are relative to this one. */
  readonly cwd: string;
}

/** A sandbox that is listening, with the application that may use it. */
export interface OpenSandbox {
  readonly sandbox: Sandbox;
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

/**
 * Serves a sandbox on loopback; it is loaded here.
 *
 * @throws ConfigError when the port is taken, or the recorded rows cannot be read.
 */
export async function openSandbox({
  options,
  perSecond,
  perHour,
  port,
  data,
  cwd,
}: OpenSandboxInput): Promise<OpenSandbox> {
  const { createSandbox, DEMO_APPLICATION } = await import("@42sync/sandbox");
  const { serveSandbox } = await import("@42sync/sandbox/server");
  const read = (folder: string): Promise<RecordedData> => readRecordedFolder(resolve(cwd, folder));
  const application = { ...DEMO_APPLICATION, perSecond, perHour };
  const sandbox = createSandbox({
    ...options,
    applications: [application],
    ...(data === undefined ? {} : { data: await read(data) }),
  });
  const served = await serveSandbox(withControls(sandbox, read), { port }).catch((cause: unknown) => {
    throw new ConfigError(`the sandbox can't listen on port ${String(port)}`, {
      cause,
      hint: "another program uses it, or it is reserved; choose another with --port, or 0 for a free one",
    });
  });
  return {
    sandbox,
    url: served.url,
    clientId: application.clientId,
    clientSecret: application.clientSecret,
    close: () => served.close(),
  };
}

/** @throws ConfigError when there is no such folder, or a file in it is no list of rows. */
async function readRecordedFolder(folder: string): Promise<RecordedData> {
  const { readRecorded } = await import("@42sync/sandbox/recorded");
  try {
    const data = await readRecorded(folder);
    if (Object.keys(data.lists).length > 0) return data;
  } catch (cause) {
    const why = cause instanceof Error && cause.name === "SandboxError" ? `: ${cause.message}` : "";
    throw new ConfigError(`can't read the recorded rows in ${folder}${why}`, {
      cause,
      hint: "the folder needs one file a list, like cursus_21_users.ndjson.gz, and meta.json with the clock",
    });
  }
  throw new ConfigError(`there are no recorded rows in ${folder}`, {
    hint: "the folder needs one file a list, like cursus_21_users.ndjson.gz, and meta.json with the clock",
  });
}
