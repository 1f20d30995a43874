import { withDatabase } from "../setup/database.js";
import { median, ratio, whole, type Bench } from "../measurement.js";
import { seconds, spread, takePairs } from "../pairs.js";
import { multiRow } from "./row-writers.js";
import { walPosition, walSince, type WrittenWal } from "../setup/wal.js";

const count = 200_000;
const rounds = 5;
const must = 2;

/** The same rows again, against `psql COPY` of them as new rows; what they leave behind must be nothing. */
export const unchanged: Bench = {
  name: "unchanged",
  run: () =>
    withDatabase(count, async (database) => {
      const { store, rows, sql, pool, version } = database;
      const number = async (text: string): Promise<number> => Number((await sql(text))[0]?.["n"]);
      const wal: WrittenWal[] = [];
      const again = async (): Promise<number> => {
        await sql("vacuum analyze projects_users");
        // ANALYZE and VACUUM leave the catalog untidy, and whoever plans a statement next tidies up, with WAL
        // that is theirs: a few rows first.
        await sql("vacuum");
        await store.tables.projects_users.upsertRows(rows.slice(0, 1_000));
        const position = await walPosition(database);
        const took = await seconds(async () => {
          const counts = await store.tables.projects_users.upsertRows(rows);
          if (counts.unchanged !== count)
            throw new Error(`${String(counts.unchanged)} rows were unchanged instead of ${String(count)}`);
        });
        wal.push(await walSince(database, position));
        return took;
      };
      await database.copy();
      const pairs = await takePairs(rounds, database.copy, again);
      // A row that was rewritten or locked carries the transaction that did it.
      const touched = await number("select count(*)::text as n from projects_users where xmax <> 0");
      const bytes = Math.max(...wal.map((one) => one.bytes));
      const server = Math.max(...wal.map((one) => one.ofServer));
      const few = rows.slice(0, 50_000);
      const position = await walPosition(database);
      const peer =
        ((median(pairs.floor) / count) * few.length) / (await seconds(() => multiRow.write(pool, few)));
      const perRow = (await walSince(database, position)).bytes / few.length;
      return {
        name: "unchanged",
        what: `the same ${whole(count)} rows again`,
        measured:
          `${ratio(pairs.ratio)} of \`psql COPY\` of new rows, ${whole(touched)} rows rewritten or ` +
          `locked, ${whole(bytes)} bytes of WAL`,
        target: `at least ${ratio(must)}, 0 dead tuples, 0 bytes of WAL`,
        met: pairs.ratio >= must && touched === 0 && bytes === 0,
        beside:
          `${multiRow.name} ${ratio(peer)} with ${whole(perRow)} bytes of WAL a row; ` +
          `${spread(pairs.ratios)} in ${String(rounds)} pairs, PostgreSQL ${version}; the server's ` +
          `own notes of running transactions, up to ${whole(server)} bytes of WAL, are not counted`,
      };
    }),
};
