import { withDatabase } from "../setup/database.js";
import { median, ratio, whole, type Bench } from "../measurement.js";
import { seconds, spread, takePairs } from "../pairs.js";
import { multiRow, rowByRow, type RowWriter } from "./row-writers.js";

const count = 200_000;
const rounds = 5;
const must = 0.65;

/** New rows through the store, against `psql COPY` into the same table. */
export const upsert: Bench = {
  name: "upsert",
  run: () =>
    withDatabase(count, async (database) => {
      const { rows, pool, store, empty } = database;
      const pairs = await takePairs(rounds, database.copy, async () => {
        await empty();
        return seconds(async () => {
          const { inserted } = await store.tables.projects_users.upsertRows(rows);
          if (inserted !== count)
            throw new Error(`${String(inserted)} rows were inserted instead of ${String(count)}`);
        });
      });
      const bare = await takePairs(3, database.copyWithoutReferences, database.copy);
      const perRow = median(pairs.floor) / count;
      const peer = async (writer: RowWriter, of: number): Promise<string> => {
        await empty();
        const took = await seconds(() => writer.write(pool, rows.slice(0, of)));
        return `${writer.name} ${ratio((perRow * of) / took)}`;
      };
      const peers = [await peer(rowByRow, 5_000), await peer(multiRow, 50_000)];
      return {
        name: "upsert",
        what: `${whole(count)} new \`projects_users\` rows through the store, batches as it chooses`,
        measured: `${ratio(pairs.ratio)} of \`psql COPY\` into the same table`,
        target: `at least ${ratio(must)}`,
        met: pairs.ratio >= must,
        beside:
          `${peers.join("; ")}; ${spread(pairs.ratios)} in ${String(rounds)} pairs, COPY ` +
          `${whole(1 / perRow)} rows/s; without foreign keys, COPY takes ${ratio(bare.ratio)} of ` +
          `its time; PostgreSQL ${database.version}`,
      };
    }),
};
