import { createSandbox, DEMO_APPLICATION, type Sandbox } from "@42sync/sandbox";
import { createClient, systemClock, type Client } from "../../src/index.js";
import { probe, type ProbedFact, type ProbeReport } from "../../src/probe/index.js";
import { defineMirror, optionalTables, type Mirror } from "../../src/tables.js";

export const application = { ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 };

/** Everything that can be mirrored, of one campus. */
export const everything: Mirror = defineMirror({
  scope: { cursusId: 21, campusIds: [1] },
  with: Object.keys(optionalTables),
});

/** What a test makes of a request: another one, or an answer. */
export type Between = (url: URL, send: (url: URL) => Promise<Response>) => Promise<Response>;

export interface Setting {
  readonly sandbox: Sandbox;
  readonly client: Client;
}

/** A client of a sandbox, with something between the two. */
export function settingOf(
  between: Between = (url, send) => send(url),
  sandbox: Sandbox = createSandbox({ size: 1000, applications: [application] }),
): Setting {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const send = (to: URL): Promise<Response> => sandbox.fetch(to, init);
    return url.pathname.startsWith("/v2/") ? between(url, send) : send(url);
  };
  const { clientId, clientSecret } = application;
  return { sandbox, client: createClient({ clientId, clientSecret, fetch, clock: { ...systemClock } }) };
}

/** Probes a sandbox, by its own clock. */
export async function probed(
  { sandbox, client }: Setting = settingOf(),
  options: { readonly mirror?: Mirror; readonly maxHits?: number; readonly aheadMs?: number } = {},
): Promise<ProbeReport> {
  const { mirror = everything, maxHits = 80, aheadMs = 0 } = options;
  const clock = { now: () => sandbox.now.getTime() + aheadMs };
  return probe({ client, mirror, maxHits, clock });
}

/** The facts that are not so, as a person reads them. */
export function differing({ facts }: ProbeReport): readonly (readonly string[])[] {
  return facts.filter(({ holds }) => holds === false).map(({ fact, seen }) => [fact, seen]);
}

/** The facts that could not be seen. */
export function untold({ facts }: ProbeReport): readonly ProbedFact[] {
  return facts.filter(({ holds }) => holds === null);
}
