import { withDatabase } from "./database.js";
import { median, ratio, whole, type Bench } from "./measurement.js";

const count = 100_000;
const rounds = 3;
const must = 2;

/** The same rows again, against `psql COPY` of them as new rows; what they leave behind must be nothing. */
export const unchanged: Bench = {
  name: "unchanged",
  run: () =>
    withDatabase(count, async ({ store, rows, sql, copy, version }) => {
      const number = async (text: string): Promise<number> => Number((await sql(text))[0]?.["n"]);
      const ours: number[] = [];
      const copies: number[] = [];
      const wal: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        copies.push(await copy());
        await sql("vacuum analyze projects_users");
        const position = String((await sql("select pg_current_wal_insert_lsn()::text as lsn"))[0]?.["lsn"]);
        const began = performance.now();
        const counts = await store.projects_users.upsertRows(rows);
        ours.push((performance.now() - began) / 1000);
        wal.push(await number(`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '${position}')::text as n`));
        if (counts.unchanged !== count) throw new Error(`${String(counts.unchanged)} rows were unchanged instead of ${String(count)}`);
      }
      // A row that was rewritten or locked carries the transaction that did it.
      const touched = await number("select count(*)::text as n from projects_users where xmax <> 0");
      const reached = median(copies) / median(ours);
      return {
        name: "unchanged",
        what: `the same ${whole(count)} rows again`,
        measured: `${ratio(reached)} of \`psql COPY\` of new rows, ${whole(touched)} rows rewritten or locked, ${whole(median(wal))} bytes of WAL`,
        target: `${ratio(must)}, 0 dead tuples, 0 bytes of WAL`,
        met: reached >= must && touched === 0 && median(wal) === 0,
        beside: `PostgreSQL ${version}, medians of ${String(rounds)}; unguarded: not measured`,
      };
    }),
};
