import type { KeptFact } from "../ports/index.js";
import { contractTest, same, type ContractTest } from "./contract-test.js";

const at = "2026-01-01T00:00:00.000Z";
const later = "2026-02-01T00:00:00.000Z";
const range: KeptFact = {
  fact: "projects_users.range-id",
  resource: "projects_users",
  expected: "only ids between the two",
  seen: "12 of 100 rows should not come",
  holds: false,
  askedAt: at,
};
const clock: KeptFact = {
  fact: "api.clock",
  resource: null,
  expected: "within 60 s",
  seen: "at most 1 s apart",
  holds: true,
  askedAt: at,
};

/** What probes of 42 found. */
export const probeContract: readonly ContractTest[] = [
  contractTest("nothing is known before the first probe", async ({ store }) => {
    same("facts", await store.probes.facts(), []);
    await store.probes.keep([]);
    same("facts", await store.probes.facts(), []);
  }),

  contractTest("what a probe found is kept, and a later probe replaces what it asked", async ({ store }) => {
    await store.probes.keep([range, clock]);
    same("facts", await store.probes.facts(), [clock, range]);
    const now = { ...range, seen: "50 rows came, 50 excluded", holds: true, askedAt: later };
    await store.probes.keep([now]);
    same("facts", await store.probes.facts(), [clock, now]);
  }),
];
