import { spawn } from "node:child_process";

/** How a program of the system ended. */
export interface Ended {
  /** Null when there is no such program. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts a program of the system with `input`, and waits until it ends. */
export type RunProgram = (name: string, argv: readonly string[], input?: string) => Promise<Ended>;

/** The machine's own. */
export const runProgram: RunProgram = (name, argv, input = "") =>
  new Promise((resolve, reject) => {
    const child = spawn(name, [...argv], { stdio: ["pipe", "pipe", "pipe"] });
    const said = { out: "", err: "" };
    child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
    child.on("error", (error) => {
      if ("code" in error && error.code === "ENOENT") resolve({ code: null, ...said });
      else reject(error);
    });
    child.on("close", (code) => {
      resolve({ code: code ?? 1, ...said });
    });
    // A program that ends without reading closes the pipe; its exit code says more.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
