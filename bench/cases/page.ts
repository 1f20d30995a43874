import { tables } from "@42sync/core/tables";
import { withDatabase } from "../setup/database.js";
import { ratio, whole, type Bench } from "../measurement.js";
import { seconds, spread, takePairs } from "../pairs.js";

const count = 20_000;
const size = 100;
const rounds = 7;
const must = 0.4;

/**
 * Pages of 100 new rows, a transaction each, with their resume points, against `psql COPY` of all of them.
 */
export const page: Bench = {
  name: "page",
  run: () =>
    withDatabase(count, async ({ store, rows, copy, empty, version }) => {
      const startedAt = "2026-11-23T08:00:00Z";
      // As a run does: over the connection that holds the lock.
      const lock = await store.lock.acquire({ run: "bench" });
      const pairs = await takePairs(rounds, copy, async () => {
        await empty();
        return seconds(async () => {
          for (let from = 0; from < count; from += size) {
            const entries = rows.slice(from, from + size).map((row) => ({ row, links: {}, mayEnter: true }));
            const resume = { kind: "full", since: null, until: null, startedAt, state: from } as const;
            await store.pages.commit({
              table: tables.projects_users,
              scope: "bench",
              passId: null,
              entries,
              invalidItems: [],
              skipped: 0,
              resume,
            });
          }
        });
      });
      await lock.release();
      return {
        name: "page",
        what: `a page of ${String(size)} as one transaction, new, with its resume point`,
        measured: `${ratio(pairs.ratio)} of \`psql COPY\` into the same table`,
        target: `at least ${ratio(must)}`,
        met: pairs.ratio >= must,
        beside: `${spread(pairs.ratios)} in ${String(rounds)} pairs of ${whole(count)} rows, PostgreSQL ${version}`,
      };
    }),
};
