import { createSandbox, DEMO_APPLICATION, type Sandbox } from "@42sync/sandbox";
import { createClient, systemClock, type Client } from "../../src/index.js";
import { probe, type ProbedFact, type ProbeReport } from "../../src/probe/index.js";
import { defineMirror, optionalTables, type Mirror } from "../../src/tables.js";

const application = { ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 };

/** Everything that can be mirrored, of one campus. */
export const everything: Mirror = defineMirror({
  scope: { cursusId: 21, campusIds: [1] },
  with: Object.keys(optionalTables),
});

/** Some tables of it. */
function only(...names: readonly string[]): Mirror {
  return { ...everything, mirrored: everything.mirrored.filter(({ table }) => names.includes(table.name)) };
}

/** What stands between the client and the sandbox. */
export type Between = (url: URL, send: (url: URL) => Promise<Response>) => Promise<Response>;

/** A sandbox with enough rows in each list to see everything. Its clock stands still. */
export function fullSandbox(size = 1000): Sandbox {
  const sandbox = createSandbox({ size, applications: [application], clock: () => 0 });
  for (let day = 1; day <= 3; day += 1) {
    const at = `2026-11-0${String(day)}T10:00:00.000Z`;
    sandbox.insert("events", { campus_ids: [1], cursus_ids: [21], created_at: at, updated_at: at });
  }
  return sandbox;
}

export interface Setting {
  readonly sandbox: Sandbox;
  readonly client: Client;
}

/** A client of a sandbox, with something between the two. */
export function settingOf(between: Between = (url, send) => send(url), sandbox = fullSandbox()): Setting {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const send = (to: URL): Promise<Response> => sandbox.fetch(to, init);
    return url.pathname.startsWith("/v2/") ? between(url, send) : send(url);
  };
  const { clientId, clientSecret } = application;
  const retry = { baseDelayMs: 0 };
  return {
    sandbox,
    client: createClient({ clientId, clientSecret, fetch, retry, clock: { ...systemClock } }),
  };
}

/** Probes a sandbox, by its own clock. */
export async function probed(
  { sandbox, client }: Setting = settingOf(),
  options: { readonly mirror?: Mirror; readonly maxHits?: number; readonly aheadMs?: number } = {},
): Promise<ProbeReport> {
  const { mirror = everything, maxHits = 80, aheadMs = 0 } = options;
  return probe({ client, mirror, maxHits, clock: { now: () => sandbox.now.getTime() + aheadMs } });
}

/** The facts that are not so, as a person reads them. */
export function differing({ facts }: ProbeReport): readonly (readonly string[])[] {
  return facts.filter(({ holds }) => holds === false).map(({ fact, seen }) => [fact, seen]);
}

/** The facts that could not be seen. */
export function untold({ facts }: ProbeReport): readonly (readonly string[])[] {
  return facts.filter(({ holds }: ProbedFact) => holds === null).map(({ fact, seen }) => [fact, seen]);
}

/** Some lists of each kind: they sort or do not, have windows, owners, a scope of their own, or only pages. */
export const some: Mirror = only(
  "users",
  "projects_users",
  "locations",
  "cursus_users",
  "coalitions",
  "cursus",
  "titles",
);

const sandboxOfSome = fullSandbox(300);

/** Probes these lists of a 42 that is otherwise. */
export function probedSome(
  between: Between,
  options: { readonly maxHits?: number; readonly aheadMs?: number } = {},
): Promise<ProbeReport> {
  return probed(settingOf(between, sandboxOfSome), { mirror: some, ...options });
}
