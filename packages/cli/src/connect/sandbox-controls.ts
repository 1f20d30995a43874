import { isError42 } from "@42sync/core";
import type { RecordedData, Sandbox } from "@42sync/sandbox";

/**
 * Puts three addresses in front of a sandbox, which 42 does not have: GET /_sandbox shows its clock and
 * requests, POST /_sandbox/load {"dir"} switches to other recorded rows, POST /_sandbox/advance {"by"} lets
 * time pass.
 */
export function withControls(sandbox: Sandbox, read: (folder: string) => Promise<RecordedData>): Sandbox {
  const state = (): object => ({
    now: sandbox.now.toISOString(),
    requests: sandbox.requests.length,
    ignored: sandbox.ignored,
  });
  const controls: Readonly<Record<string, (body: Readonly<Record<string, unknown>>) => Promise<object>>> = {
    "POST /_sandbox/load": async ({ dir }) => {
      if (typeof dir !== "string" || dir === "")
        throw new BadControl('name a folder: {"dir":"recorded/tuesday"}');
      sandbox.load(await read(dir));
      return state();
    },
    "POST /_sandbox/advance": ({ by }) => {
      if (typeof by !== "string" && typeof by !== "number")
        throw new BadControl('name a duration: {"by":"4h"}');
      const life = sandbox.advance(by);
      return Promise.resolve({ ...state(), life });
    },
    "GET /_sandbox": () => Promise.resolve(state()),
  };
  const fetch: Sandbox["fetch"] = async (input, init) => {
    const request = input instanceof Request ? input : new Request(new URL(input, sandbox.url), init);
    const { pathname } = new URL(request.url);
    if (!/^\/_sandbox(\/|$)/.test(pathname)) return sandbox.fetch(input, init);
    const control = controls[`${request.method} ${pathname}`];
    return control === undefined
      ? toJson(404, { error: `the controls are ${Object.keys(controls).join(", ")}` })
      : run(control, request);
  };
  // Its getters read the sandbox itself, so it is inherited from, not copied.
  // the same object but for one property
  return Object.create(sandbox, { fetch: { value: fetch } }) as Sandbox;
}

class BadControl extends Error {}

async function run(
  control: (body: Readonly<Record<string, unknown>>) => Promise<object>,
  request: Request,
): Promise<Response> {
  try {
    return toJson(200, await control(request.method === "POST" ? await readBody(request) : {}));
  } catch (error) {
    const expected =
      error instanceof BadControl ||
      isError42(error) ||
      (error instanceof Error && error.name === "SandboxError");
    if (!expected) throw error;
    return toJson(400, { error: error.message });
  }
}

/**
 * JSON with its content type only: a page in a browser could send anything else across origins without being
 * asked.
 */
async function readBody(request: Request): Promise<Readonly<Record<string, unknown>>> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new BadControl("send JSON with content-type: application/json");
  const text = await request.text();
  try {
    const body: unknown = JSON.parse(text === "" ? "{}" : text);
    // each field is looked at before it is used
    if (typeof body === "object" && body !== null) return body as Record<string, unknown>;
  } catch {
    throw new BadControl("the body is not JSON");
  }
  throw new BadControl("the body is not a JSON object");
}

function toJson(status: number, body: object): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { "content-type": "application/json" },
  });
}
