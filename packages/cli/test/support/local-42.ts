import type { Clock } from "@42sync/core";
import {
  createSandbox,
  DEMO_APPLICATION,
  type Sandbox,
  type SandboxApplication,
  type SandboxOptions,
} from "@42sync/sandbox";

/** A local 42 with an application of the test's own, in words of the command's surroundings. */
export interface Local42 {
  readonly sandbox: Sandbox;
  readonly fetch: typeof globalThis.fetch;
  readonly env: Readonly<Record<string, string>>;
  readonly application: SandboxApplication;
}

export interface Local42Options extends Omit<SandboxOptions, "applications"> {
  readonly application?: Partial<SandboxApplication>;
}

/** Limits are shared by all clients of an application in this process, so that each test has its own. */
export function local42({ application: given, ...options }: Local42Options = {}): Local42 {
  const application: SandboxApplication = {
    ...DEMO_APPLICATION,
    clientId: `u-s4t2ud-${crypto.randomUUID()}`,
    clientSecret: `s-s4t2ud-${crypto.randomUUID()}`,
    perSecond: 1000,
    perHour: 1_000_000,
    ...given,
  };
  const sandbox = createSandbox({ size: 30, seed: 7, ...options, applications: [application] });
  return {
    sandbox,
    application,
    // A sandbox takes whatever fetch takes.
    fetch: (input, init) => sandbox.fetch(input, init),
    env: { FORTYTWO_CLIENT_ID: application.clientId, FORTYTWO_CLIENT_SECRET: application.clientSecret },
  };
}

/** Hits that were answered on lists, by path without the version. */
export function pathsAsked(sandbox: Sandbox): readonly string[] {
  return sandbox.requests
    .filter(({ path }) => path.startsWith("/v2/"))
    .map(({ path }) => path.slice("/v2/".length));
}

/** A clock that jumps over every wait. */
export function jumpingClock(start: number): Clock & { readonly waits: readonly number[] } {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
      now += ms;
      await Promise.resolve();
    },
  };
}
