import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveSandbox, type ServedSandbox } from "@42sync/sandbox/server";
import { stillSandbox, tokenOf } from "./ask.js";

const sandbox = stillSandbox({ size: 20 });
let served: ServedSandbox;
let authorization: string;
beforeAll(async () => {
  served = await serveSandbox(sandbox);
  authorization = `Bearer ${await tokenOf(sandbox)}`;
});
afterAll(() => served.close());

test("serves the sandbox's responses", async () => {
  const answer = await fetch(`${served.url}/v2/users?page[size]=3&sort=id`, { headers: { authorization } });
  expect([answer.status, answer.headers.get("x-total"), await answer.json()]).toEqual([
    200,
    String(sandbox.rows("users").length),
    sandbox.rows("users").slice(0, 3),
  ]);
});

test("issues tokens for a form", async () => {
  const { DEMO_APPLICATION } = await import("@42sync/sandbox");
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: DEMO_APPLICATION.clientId,
    client_secret: DEMO_APPLICATION.clientSecret,
  });
  expect(await (await fetch(`${served.url}/oauth/token`, { method: "POST", body })).json()).toMatchObject({
    token_type: "bearer",
  });
});

test("compresses if the client accepts gzip, and links to its own address", async () => {
  const { headers, body } = await new Promise<{ headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      request(
        `${served.url}/v2/campus?per_page=50`,
        { headers: { authorization, "accept-encoding": "gzip" } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer
            .on("data", (chunk: Buffer) => chunks.push(chunk))
            .on("end", () => {
              resolve({ headers: answer.headers, body: Buffer.concat(chunks) });
            });
        },
      )
        .on("error", reject)
        .end();
    },
  );
  expect(headers["content-encoding"]).toBe("gzip");
  expect(headers["link"]).toBe(
    `<${served.url}/v2/campus?page=2&per_page=50>; rel="last", ` +
      `<${served.url}/v2/campus?page=2&per_page=50>; rel="next"`,
  );
  expect(JSON.parse(gunzipSync(body).toString())).toEqual([...sandbox.rows("campus")].reverse().slice(0, 50));
});

test("HEAD and 304 have no body", async () => {
  const head = await fetch(`${served.url}/v2/campus`, { method: "HEAD", headers: { authorization } });
  expect([head.status, head.headers.get("x-total"), await head.text()]).toEqual([200, "54", ""]);
  const again = await fetch(`${served.url}/v2/campus`, {
    headers: { authorization, "if-none-match": head.headers.get("etag") ?? "" },
  });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("a reset breaks the connection", async () => {
  sandbox.fault({ kind: "reset" });
  await expect(fetch(`${served.url}/v2/campus`, { headers: { authorization } })).rejects.toThrow(
    "fetch failed",
  );
});

test("close ends a request that hangs", async () => {
  const own = await serveSandbox(sandbox);
  sandbox.fault({ kind: "hang" });
  const hanging = fetch(`${own.url}/v2/campus`, { headers: { authorization } });
  const before = sandbox.requests.length;
  await expect.poll(() => sandbox.requests.length).toBeGreaterThan(before);
  await own.close();
  await expect(hanging).rejects.toThrow();
});
