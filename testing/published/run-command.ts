import { spawn } from "node:child_process";

/** What a command said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command to its end, in the surroundings that are given and no others. */
export function runCommand(
  argv: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ended> {
  const [file, ...args] = argv;
  const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, ...said });
    });
  });
}

/** The same for a command that must succeed; its whole output is in the error when it does not. */
export async function runOrThrow(...given: Parameters<typeof runCommand>): Promise<string> {
  const { code, out, err } = await runCommand(...given);
  if (code !== 0) throw new Error(`${given[0].join(" ")} ended with ${String(code)}\n${out}\n${err}`);
  return out;
}
