import { createSandbox, DEMO_APPLICATION, type Sandbox, type SandboxOptions } from "@42sync/sandbox";

export const ROOMY = { ...DEMO_APPLICATION, perSecond: 1_000_000, perHour: 10_000_000 };

/** A sandbox whose clock stands still, and whose application is never in a hurry. */
export function stillSandbox(options: SandboxOptions = {}): Sandbox {
  return createSandbox({ clock: () => 0, applications: [ROOMY], ...options });
}

export function askToken(sandbox: Sandbox, fields: Record<string, string> = {}): Promise<Response> {
  const { clientId, clientSecret } = DEMO_APPLICATION;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    ...fields,
  });
  return sandbox.fetch("/oauth/token", { method: "POST", body });
}

export async function tokenOf(sandbox: Sandbox): Promise<string> {
  const { access_token } = (await (await askToken(sandbox)).json()) as { access_token: string };
  return access_token;
}

/** Asks with a token; `body` is the parsed JSON. */
export async function ask(
  sandbox: Sandbox,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const response = await sandbox.fetch(path, {
    ...init,
    headers: { authorization: `Bearer ${await tokenOf(sandbox)}`, ...init.headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

export async function rowsOf(sandbox: Sandbox, path: string): Promise<Record<string, unknown>[]> {
  const { status, body } = await ask(sandbox, path);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return body as Record<string, unknown>[];
}

export const idsOf = async (sandbox: Sandbox, path: string): Promise<unknown[]> =>
  (await rowsOf(sandbox, path)).map(({ id }) => id);
