import { createSandbox } from "@42sync/sandbox";
import { describe, expect, test } from "vitest";
import { withControls } from "../../src/connect/sandbox-controls.js";

const row = { id: 1, name: "42", slug: "42", kind: "main", created_at: "2014-11-02T17:43:38.480Z" };

async function ask(
  path: string,
  body?: unknown,
  type = "application/json",
): Promise<{ status: number; answer: unknown }> {
  const controlled = withControls(
    createSandbox({ size: 5, now: "2026-11-23T08:00:00Z", clock: () => 0 }),
    (folder) => {
      if (folder !== "tuesday") throw Object.assign(new Error(`no ${folder}`), { name: "SandboxError" });
      return Promise.resolve({ now: "2026-11-24T08:00:00Z", lists: { cursus: [row] } });
    },
  );
  const init =
    body === undefined
      ? {}
      : {
          method: "POST",
          headers: { "content-type": type },
          body: typeof body === "string" ? body : JSON.stringify(body),
        };
  const response = await controlled.fetch(path, init);
  return { status: response.status, answer: await response.json() };
}

describe("the controls of a served sandbox", () => {
  test("tell its clock and its requests", async () => {
    expect(await ask("/_sandbox")).toEqual({
      status: 200,
      answer: { now: "2026-11-23T08:00:00.000Z", requests: 0, ignored: [] },
    });
  });

  test("switch to other recorded rows", async () => {
    expect(await ask("/_sandbox/load", { dir: "tuesday" })).toEqual({
      status: 200,
      answer: { now: "2026-11-24T08:00:00.000Z", requests: 0, ignored: [] },
    });
  });

  test("let time pass", async () => {
    expect(await ask("/_sandbox/advance", { by: "4h" })).toMatchObject({
      status: 200,
      answer: { now: "2026-11-23T12:00:00.000Z", life: {} },
    });
  });

  test.each([
    ["/_sandbox/load", {}, 'name a folder: {"dir":"recorded/tuesday"}'],
    ["/_sandbox/load", { dir: "sunday" }, "no sunday"],
    ["/_sandbox/advance", {}, 'name a duration: {"by":"4h"}'],
    [
      "/_sandbox/advance",
      { by: "soon" },
      '"soon" isn\'t a duration: use milliseconds, or for example "15m", "4h", "2d"',
    ],
    ["/_sandbox/advance", "{", "the body is not JSON"],
    ["/_sandbox/advance", "4", "the body is not a JSON object"],
  ])("%s with %j is a mistake that is explained", async (path, body, error) => {
    expect(await ask(path, body)).toEqual({ status: 400, answer: { error } });
  });

  test("refuse what a page in a browser could send unasked", async () => {
    expect(await ask("/_sandbox/advance", { by: "4h" }, "text/plain")).toEqual({
      status: 400,
      answer: { error: "send JSON with content-type: application/json" },
    });
  });

  test("are three, and everything else is 42's", async () => {
    expect(await ask("/_sandbox/other")).toEqual({
      status: 404,
      answer: { error: "the controls are POST /_sandbox/load, POST /_sandbox/advance, GET /_sandbox" },
    });
    expect((await ask("/v2/cursus")).status).toBe(401);
  });
});
