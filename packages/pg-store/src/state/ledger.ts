import type { RunLedger } from "@42sync/core/sync";
import type { Database } from "../database/database.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import { cleanText } from "../sql/clean-text.js";

export interface LedgerOptions {
  readonly schema: string;
  /** Who runs, as the program says; for the record. */
  readonly holder: string | null;
  /** The store's time, ISO; null means the database's. */
  readonly now: () => string | null;
}

// Whoever begins a run holds the lock, so that what is open is of processes that died.
const closePasses = `update sync42.passes p set outcome = 'killed', ended_at = coalesce($2::timestamptz, now())
from sync42.runs r where r.id = p.run_id and r.data_schema = $1 and r.outcome is null and p.outcome is null`;

const closeRuns = `update sync42.runs set outcome = 'killed', ended_at = coalesce($2::timestamptz, now())
where data_schema = $1 and outcome is null`;

const openRun =
  "insert into sync42.runs (data_schema, name, scope, holder, started_at, tables) values ($1, $2, " +
  "$3, $4, coalesce($5::timestamptz, now()), $6::text[]) returning id::text as id";

const openPass = `insert into sync42.passes
  (run_id, table_name, kind, plan_reason, since, until, resumed, watermark_before, started_at)
values ($1::bigint, $2, $3, $4, $5::timestamptz, $6::timestamptz, $7::boolean, $8::timestamptz,
  coalesce($9::timestamptz, now()))
returning id::text as id`;

const closePass = `update sync42.passes set outcome = $2, hits = $3::bigint, bytes = $4::bigint,
  seconds = $5::double precision, reason = $6, ended_at = coalesce($7::timestamptz, now())
where id = $1::bigint`;

const closeRun =
  "update sync42.runs set outcome = $2, hits = $3::bigint, reason = $4, ended_at = " +
  "coalesce($5::timestamptz, now()) where id = $1::bigint";

/** The record of runs and passes in `sync42.runs` and `sync42.passes`. */
export function createLedger(database: Database, { schema, holder, now }: LedgerOptions): RunLedger {
  return {
    beginRun: ({ name, scope, tables = [] }) =>
      database.transaction(async (session) => {
        await session.run({ text: closePasses, values: [schema, now()] });
        await session.run({ text: closeRuns, values: [schema, now()] });
        const { rows } = await session.run({
          text: openRun,
          values: [schema, name, scope, holder, now(), toArrayLiteral(tables)],
        });
        return Number(rows[0]?.["id"]);
      }),
    beginPass: async (pass) => {
      const values = [
        String(pass.runId),
        pass.table,
        pass.kind,
        pass.reason,
        pass.since,
        pass.until,
        pass.resumed,
        pass.watermarkBefore,
        now(),
      ];
      const { rows } = await database.run({ text: openPass, values });
      return Number(rows[0]?.["id"]);
    },
    endPass: async (passId, end) => {
      const values = [
        String(passId),
        end.outcome,
        String(end.hits),
        String(end.bytes),
        String(end.seconds),
        textOrNull(end.reason),
        now(),
      ];
      await database.run({ text: closePass, values });
    },
    endRun: async (runId, end) => {
      await database.run({
        text: closeRun,
        values: [String(runId), end.outcome, String(end.hits), textOrNull(end.reason), now()],
      });
    },
  };
}

function textOrNull(text: string | null): string | null {
  return text === null ? null : cleanText(text);
}
