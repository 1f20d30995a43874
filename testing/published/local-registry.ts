import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { repositoryRoot } from "../pack-packages.js";
import { runOrThrow } from "./run-command.js";

export interface LocalRegistry {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a registry on loopback that anybody may publish to. Our own names live here only, so that what is on
 * npm never stands in for what was just built; everything else comes through from the registry that npm is
 * configured with.
 */
export async function startLocalRegistry(folder: string): Promise<LocalRegistry> {
  const upstream = (
    await runOrThrow(["npm", "config", "get", "registry"], {
      cwd: repositoryRoot,
      env: process.env as Record<string, string>,
    })
  ).trim(); // what is unset is not listed
  mkdirSync(folder, { recursive: true });
  const config = join(folder, "config.yaml");
  writeFileSync(config, JSON.stringify(settings(folder, upstream), null, 2)); // JSON is YAML
  const port = await freePort();
  const bin = createRequire(join(repositoryRoot, "testing", "registry", "package.json")).resolve(
    "verdaccio/bin/verdaccio",
  );
  const child = spawn(process.execPath, [bin, "--config", config, "--listen", `127.0.0.1:${String(port)}`], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const url = `http://127.0.0.1:${String(port)}/`;
  await untilReady(url, child, said);
  return { url, stop: () => stop(child) };
}

function settings(folder: string, upstream: string): object {
  const ours = { access: "$all", publish: "$all", unpublish: "$all" };
  return {
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    uplinks: { upstream: { url: upstream, timeout: "60s", maxage: "60m", max_fails: 20 } },
    packages: { "@42sync/*": ours, "42sync": ours, "**": { access: "$all", proxy: "upstream" } },
    max_body_size: "100mb",
    web: { enable: false },
    log: { type: "stdout", format: "pretty", level: "warn" },
  };
}

async function untilReady(url: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null)
      throw new Error(`the registry ended with ${String(child.exitCode)}: ${said.join("")}`);
    const answer = await fetch(`${url}-/ping`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop(child);
  throw new Error(`the registry did not answer within 60 s: ${said.join("")}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  server.close();
  await once(server, "close");
  return port;
}
