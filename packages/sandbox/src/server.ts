/**
 * The sandbox on loopback, for other processes and languages.
 *
 * @module @42sync/sandbox/server
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Sandbox } from "./sandbox-options.js";

/** Where a sandbox listens. */
export interface ServeOptions {
  /** @default 0: a free one */
  readonly port?: number;
  /** @default "127.0.0.1": other machines can't reach it */
  readonly host?: string;
}

/** A running server. */
export interface ServedSandbox {
  readonly url: string;
  readonly port: number;
  /** Closes all connections, including kept-alive ones. */
  close(): Promise<void>;
}

const zip = promisify(gzip);

async function toRequest(message: IncomingMessage, url: string, signal: AbortSignal): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = message.method ?? "GET";
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk as Uint8Array); // bytes, as no encoding is set
  const body = method === "GET" || method === "HEAD" ? null : new Blob(chunks as BlobPart[]);
  return new Request(new URL(message.url ?? "/", url), { method, headers, body, signal });
}

async function respond(
  sandbox: Sandbox,
  message: IncomingMessage,
  response: ServerResponse,
  url: string,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => {
    gone.abort();
  });
  const answer = await sandbox.fetch(await toRequest(message, url, gone.signal));
  const headers = Object.fromEntries(answer.headers);
  let body = new Uint8Array(await answer.arrayBuffer());
  if (body.length > 0 && (message.headers["accept-encoding"] ?? "").includes("gzip")) {
    headers["content-encoding"] = "gzip";
    body = new Uint8Array(await zip(body));
  }
  if (message.method !== "HEAD" && answer.status !== 304) headers["content-length"] = String(body.length);
  response.writeHead(answer.status, headers);
  response.end(body);
}

/** Serves a sandbox on the loopback interface, for other processes and languages. */
export async function serveSandbox(sandbox: Sandbox, options: ServeOptions = {}): Promise<ServedSandbox> {
  const { port = 0, host = "127.0.0.1" } = options;
  let url = "";
  const server = createServer((message, response) => {
    // When sandbox.fetch rejects, the connection is broken: an injected reset, or the client disconnected.
    respond(sandbox, message, response, url).catch(() => {
      response.destroy();
    });
  });
  await listen(server, port, host);
  const address = server.address() as AddressInfo; // it listens on a port, not on a pipe
  url = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
  return {
    url,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
