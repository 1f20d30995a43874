import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { runCli, type CliSurroundings } from "../../src/run-cli.js";
import type { Io, Outputs } from "../../src/terminal/io.js";
import { createLogIo } from "../../src/terminal/log-io.js";

/** What a command line said and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CommandLineOptions extends Partial<Omit<CliSurroundings, "outputs">> {
  /** Whether both outputs are a terminal. */
  readonly terminal?: boolean;
  readonly columns?: number;
}

/** An empty working folder that goes with the test. */
export function workingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "42sync-cli-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface CapturedOutputs {
  readonly outputs: Outputs;
  /** What a command writes to, in front of these outputs. */
  readonly io: Io;
  readonly said: { out: string; err: string };
}

/** Outputs that keep what is written to them. */
export function captureOutputs({
  terminal = false,
  columns = 100,
}: CommandLineOptions = {}): CapturedOutputs {
  const said = { out: "", err: "" };
  const errStream = Object.assign(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        said.err += chunk.toString();
        done();
      },
    }),
    { isTTY: terminal, columns },
  );
  const outputs: Outputs = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    outTerminal: terminal,
    errTerminal: terminal,
    columns,
    colours: false,
    errStream,
  };
  const io = createLogIo(outputs, { format: "human", level: "info", now: () => 0 });
  return { outputs, io, said };
}

/** What was said, without the time of the error's line: a run's has one, as its log has. */
export function withoutTime(said: string): string {
  return said.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ (?=error: )/m, "");
}

/** Runs a command line in this process, with nothing of this process's surroundings. */
export async function commandLine(argv: readonly string[], options: CommandLineOptions = {}): Promise<Ended> {
  const { outputs, said } = captureOutputs(options);
  const code = await runCli(argv, { env: {}, cwd: options.cwd ?? workingFolder(), ...options, outputs });
  return { code, ...said };
}
