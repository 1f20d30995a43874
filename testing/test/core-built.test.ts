import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import {
  systemClock,
  type Client,
  type ClientSettings,
  type createClient as CreateClient,
} from "@42sync/core";
import { repositoryRoot } from "../pack-packages.js";

const built = join(repositoryRoot, "packages", "core", "dist", "index.js");
const token = "t".repeat(64);

interface Seen {
  readonly line: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

// `npm test` builds first. The other tests run on the sources, with ofetch as it is installed.
describe.runIf(existsSync(built))(
  "the client as built, with its part of ofetch, over Node's own fetch",
  () => {
    const closing: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of closing.splice(0)) await close();
    });

    async function start(
      answer: (request: IncomingMessage, response: ServerResponse) => void,
      settings: ClientSettings = {},
    ): Promise<{ readonly client: Client; readonly seen: Seen[]; readonly url: string }> {
      const seen: Seen[] = [];
      const server = createServer((request, response) => {
        let body = "";
        request
          .setEncoding("utf8")
          .on("data", (text: string) => (body += text))
          .on("end", () => {
            const { accept, authorization, "content-type": type, "user-agent": agent } = request.headers;
            seen.push({
              line: `${String(request.method)} ${String(request.url)}`,
              headers: { accept, authorization, type, agent },
              body,
            });
            if (request.url !== "/oauth/token") return void answer(request, response);
            response.setHeader("content-type", "application/json").end(
              JSON.stringify({
                access_token: token,
                token_type: "bearer",
                expires_in: 7200,
                scope: "public",
                created_at: 1,
                secret_valid_until: null,
              }),
            );
          });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const close = (): Promise<void> =>
        new Promise((resolve) => {
          server.closeAllConnections();
          server.close(() => {
            resolve();
          });
        });
      closing.push(close);
      const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`; // it listens on a port
      const { createClient } = (await import(pathToFileURL(built).href)) as {
        readonly createClient: typeof CreateClient;
      }; // the built module of these types
      const once = { attempts: { network: 1, timeout: 1 } };
      return {
        client: createClient({
          clientId: "id",
          clientSecret: "secret",
          url,
          userAgent: "me",
          retry: once,
          ...settings,
        }),
        seen,
        url,
      };
    }

    test("sends its headers and the token's form, and reads an answer that arrives in pieces", async () => {
      const text = JSON.stringify([{ id: 1, name: "é" }]);
      const { client, seen } = await start((_, response) => {
        const bytes = Buffer.from(text);
        response.writeHead(200, { "content-type": "text/html" }).write(bytes.subarray(0, 18)); // within the é
        setImmediate(() => response.end(bytes.subarray(18)));
      });
      expect(await client.get("/v2/cursus", { query: { "page[size]": 1 } })).toEqual([{ id: 1, name: "é" }]);
      expect(client.usage.bytes).toBe(Buffer.byteLength(text));
      expect(seen).toEqual([
        {
          line: "POST /oauth/token",
          headers: {
            accept: "application/json",
            authorization: undefined,
            type: "application/x-www-form-urlencoded",
            agent: "me",
          },
          body: "grant_type=client_credentials&client_id=id&client_secret=secret",
        },
        {
          line: "GET /v2/cursus?page%5Bsize%5D=1",
          headers: {
            accept: "application/json",
            authorization: `Bearer ${token}`,
            type: undefined,
            agent: "me",
          },
          body: "",
        },
      ]);
    });

    test("core decides about an error status and about an answer without a body", async () => {
      const { client } = await start(
        (request, response) => {
          response
            .writeHead(request.url === "/v2/none" ? 204 : 403, { "content-type": "application/json" })
            .end(request.url === "/v2/none" ? undefined : '{"error":"Forbidden"}');
        },
        { retry: { attempts: { body: 1 } } },
      );
      await expect(client.get("/v2/events")).rejects.toMatchObject({ code: "E_FORBIDDEN", status: 403 });
      await expect(client.get("/v2/none")).rejects.toMatchObject({ code: "E_BODY" });
    });

    test("a signal ends a request whose body hangs", async () => {
      const stop = new AbortController();
      const { client } = await start((_, response) => {
        response.writeHead(200).write("[");
        stop.abort();
      });
      await expect(client.get("/v2/cursus", { signal: stop.signal })).rejects.toMatchObject({
        code: "E_ABORTED",
      });
    });

    test("the time-out covers the body", async () => {
      const timers = new Set<() => void>();
      const after = (_: number, run: () => void): (() => void) => {
        timers.add(run);
        return () => void timers.delete(run);
      };
      const { client } = await start(
        (_, response) => {
          response.writeHead(200).write("[");
          setImmediate(() => {
            timers.forEach((run) => {
              run();
            });
          });
        },
        { clock: { ...systemClock, after } },
      );
      await expect(client.get("/v2/cursus")).rejects.toMatchObject({
        code: "E_TIMEOUT",
        message: expect.stringContaining("no answer within 30 s") as string,
      });
    });

    test("a cut connection is reported without ofetch's error, which contains the secret", async () => {
      const { client } = await start((request) => void request.socket.destroy());
      const error = await client.get("/v2/cursus").catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: "E_NETWORK",
        message: expect.stringMatching(/UND_ERR_SOCKET|ECONNRESET/) as string,
        cause: { name: "TypeError" },
      });
    });
  },
);
