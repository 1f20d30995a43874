import { tables } from "@42sync/core";
import { withDatabase } from "./database.js";
import { median, ratio, whole, type Bench } from "./measurement.js";

const count = 20_000;
const size = 100;
const rounds = 3;
const must = 0.4;

/** Pages of 100 new rows, a transaction each, with their resume points, against `psql COPY` of all of them. */
export const page: Bench = {
  name: "page",
  run: () =>
    withDatabase(count, async ({ store, rows, copy, empty, version }) => {
      const ours: number[] = [];
      const copies: number[] = [];
      const startedAt = "2026-11-23T08:00:00Z";
      for (let round = 0; round < rounds; round += 1) {
        copies.push(await copy());
        await empty();
        const began = performance.now();
        for (let from = 0; from < count; from += size) {
          const entries = rows.slice(from, from + size).map((row) => ({ row, links: {}, mayEnter: true }));
          const resume = { kind: "full", since: null, until: null, startedAt, state: from } as const;
          await store.pages.commit({ table: tables.projects_users, scope: "bench", passId: null, entries, misfits: [], leftOut: 0, resume });
        }
        ours.push((performance.now() - began) / 1000);
      }
      const reached = median(copies) / median(ours);
      return {
        name: "page",
        what: `a page of ${String(size)} as one transaction, new, with its resume point`,
        measured: `${ratio(reached)} of \`psql COPY\` into the same table`,
        target: ratio(must),
        met: reached >= must,
        beside: `${whole(count)} rows, PostgreSQL ${version}, medians of ${String(rounds)}`,
      };
    }),
};
