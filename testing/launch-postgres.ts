import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findPostgres } from "./find-postgres.js";

export interface LaunchedPostgres {
  /** Superuser URL of its database `postgres`. */
  readonly url: string;
  /** Where its programs are from, for people. */
  readonly from: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; 65534 is `nobody` on Linux. */
const nobody = 65534;

/** Starts a PostgreSQL, of one major version if that is given, on a free loopback port, as root or not. */
export async function launchPostgres(major?: string): Promise<LaunchedPostgres> {
  const home = mkdtempSync(join(tmpdir(), "42sync-postgres-"));
  const owner = process.getuid?.() === 0 ? nobody : undefined;
  try {
    const { bin, from } = findPostgres(major, join(home, "native"));
    const data = join(home, "data");
    mkdirSync(data, { mode: 0o700 });
    chmodSync(home, 0o755);
    if (owner !== undefined) chownSync(data, owner, owner);
    await runToEnd(
      join(bin, "initdb"),
      ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
      owner,
    );
    const port = await freePort();
    const url = `postgres://postgres@127.0.0.1:${String(port)}/postgres`;
    const server = spawn(join(bin, "postgres"), ["-D", data, ...settings(port)], {
      ...as(owner),
      stdio: ["ignore", "ignore", "pipe"],
    });
    const said = collect(server);
    const orphaned = (): void => void server.kill("SIGTERM");
    process.once("exit", orphaned);
    server.once("exit", () => process.removeListener("exit", orphaned));
    await untilReady(url, server, said);
    return { url, from, stop: () => stop(server, home) };
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

/** Nothing of this outlives the run, so that nothing needs to reach the disk. */
function settings(port: number): readonly string[] {
  const given = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    checkpoint_timeout: "1h",
    timezone: "UTC",
  };
  return Object.entries(given).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function as(owner: number | undefined): { uid?: number; gid?: number; cwd?: string } {
  return owner === undefined ? {} : { uid: owner, gid: owner, cwd: "/" };
}

function collect(child: ChildProcess): { text: string } {
  const said = { text: "" };
  child.stderr?.on("data", (chunk: Buffer) => {
    said.text = (said.text + chunk.toString()).slice(-20_000);
  });
  return said;
}

function runToEnd(file: string, args: readonly string[], owner: number | undefined): Promise<void> {
  const child = spawn(file, args, { ...as(owner), stdio: ["ignore", "ignore", "pipe"] });
  const said = collect(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${file} ended with ${String(code)}: ${said.text}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no port"));
        else resolve(address.port);
      });
    });
  });
}

async function untilReady(url: string, server: ChildProcess, said: { text: string }): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null)
      throw new Error(`PostgreSQL ended with ${String(server.exitCode)}: ${said.text}`);
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  server.kill("SIGKILL");
  throw new Error(`PostgreSQL did not answer within 30 s: ${said.text}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false; // still starting; the caller counts the tries
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * SIGTERM is the smart shutdown: it waits for clients, and every test has closed its own; after 5 s it is a
 * fast one.
 */
function stop(server: ChildProcess, home: string): Promise<void> {
  return new Promise((resolve) => {
    const insist = setTimeout(() => server.kill("SIGINT"), 5_000);
    server.once("exit", () => {
      clearTimeout(insist);
      rmSync(home, { recursive: true, force: true });
      resolve();
    });
    if (server.exitCode === null) server.kill("SIGTERM");
    else server.emit("exit");
  });
}
