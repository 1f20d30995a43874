import { withDatabase } from "./database.js";
import { median, ratio, whole, type Bench } from "./measurement.js";

const count = 200_000;
const rounds = 5;
const must = 0.65;

/** New rows through the store, against `psql COPY` into the same table. */
export const upsert: Bench = {
  name: "upsert",
  run: () =>
    withDatabase(count, async (database) => {
      const ours: number[] = [];
      const bare: number[] = [];
      const copies: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        copies.push(await database.copy());
        bare.push(await database.copyWithoutReferences());
        await database.empty();
        const began = performance.now();
        const { inserted } = await database.store.projects_users.upsertRows(database.rows);
        ours.push((performance.now() - began) / 1000);
        if (inserted !== count) throw new Error(`${String(inserted)} rows were inserted instead of ${String(count)}`);
      }
      const reached = median(copies) / median(ours);
      return {
        name: "upsert",
        what: `${whole(count)} new \`projects_users\` rows through the store, batches as it chooses`,
        measured: `${ratio(reached)} of \`psql COPY\` into the same table`,
        target: ratio(must),
        met: reached >= must,
        beside: `${ratio(median(bare) / median(ours))} of COPY into a like table without its foreign keys; PostgreSQL ${database.version}, medians of ${String(rounds)} (COPY ${whole(count / median(copies))} rows/s); pg-format, row by row: not measured`,
      };
    }),
};
