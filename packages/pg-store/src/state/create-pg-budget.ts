import { silentLogger } from "@42sync/core/internal";
import { systemClock, type Budget, type Clock, type Logger } from "@42sync/core";
import { createSharedBudget, type SharedWindows, type WindowsState } from "@42sync/core/shared-budget";
import type { Database } from "../database/database.js";
import type { PgPool } from "../database/drivers.js";
import { openDatabase } from "../database/open-database.js";

/** Where the budget is kept: exactly one of these. */
export type PgBudgetConnection =
  | { readonly pool: PgPool; readonly connectionString?: never }
  | { readonly connectionString: string; readonly pool?: never };

/** Where the shared budget is kept, and whose it is. */
export type PgBudgetOptions = PgBudgetConnection & {
  /** Names the application; who gives the same name counts together. Its UID, never its secret. */
  readonly application: string;
  /**
   * Waits, and for tests the shared time as well.
   * @default the machine's clock for waits, the database's for the time
   */
  readonly clock?: Clock;
  /** @default silent */
  readonly logger?: Logger;
};

/** A budget that was opened, to be closed. */
export interface PgBudget extends Budget {
  /** Gives back what is reserved, and ends what it opened itself: the pool of a `connectionString`. */
  close(): Promise<void>;
}

// Everybody waits for who has the lock: when that host stands still or is gone without a word, the server
// ends its transaction.
const lockSql =
  "select pg_catalog.set_config('idle_in_transaction_session_timeout', '30s', true), " +
  "pg_catalog.pg_advisory_xact_lock($1::integer, pg_catalog.hashtext($2))";
const readSql =
  "select windows::text as windows, (extract(epoch from clock_timestamp()) * 1000)::text as now " +
  "from (select 1) one left join sync42.budgets on application = $1";
const writeSql = `insert into sync42.budgets (application, windows, changed_at) values ($1, $2::jsonb, now())
on conflict (application) do update set windows = excluded.windows, changed_at = excluded.changed_at`;

/** The local clock has whole milliseconds. */
const wholeMs = 1;

/** The first half of the advisory lock's key; runs have 4242. */
const lockSpace = 4243;

/**
 * One budget for all processes and hosts that use this database with the same application, in
 * `sync42.budgets`: give it to `createClient` as `budget`. Each hit is one short transaction, ahead of its
 * time, so that a slow database moves no request; the time is the database's, so that the hosts' clocks do
 * not matter. A process that dies costs the others nothing that lasts. Where several share one embedded
 * database there is nothing to share: it serves one process.
 *
 * @throws StoreError from `reserve`: when the database fails, and when nothing was migrated yet.
 */
export function createPgBudget(options: PgBudgetOptions): PgBudget {
  const { application, clock, logger = silentLogger } = options;
  const database = openDatabase(
    options.pool === undefined ? { connectionString: options.connectionString } : { pool: options.pool },
    logger,
  );
  const budget = createSharedBudget(createSharedWindows(database, application, clock), clock ?? systemClock);
  return {
    reserve: (signal, leave) => budget.reserve(signal, leave),
    observe: (headers) => {
      budget.observe(headers);
    },
    exhausted: (until) => {
      budget.exhausted(until);
    },
    get usage() {
      return budget.usage;
    },
    close: async () => {
      // Where this fails no more can be done: starts pass by themselves, and 42's next answer says what is
      // left of the hour.
      await budget.flush().catch(() => undefined);
      await database.close();
    },
  };
}

function createSharedWindows(
  database: Database,
  application: string,
  clock: Clock | undefined,
): SharedWindows {
  return {
    change: (fresh, work) =>
      database.transaction(async (session) => {
        // Not `for update`: there may be no row yet, and who comes first must be alone as well.
        await session.run({ text: lockSql, values: [lockSpace, application] });
        const local = clock ?? systemClock;
        const askedAt = local.now();
        const { rows } = await session.run({ text: readSql, values: [application] });
        // The time is from some moment between asking and now.
        const doubtMs = (local.now() - askedAt) / 2;
        const now = clock === undefined ? Number(rows[0]?.["now"]) + doubtMs : clock.now();
        const kept = rows[0]?.["windows"];
        // written below as it was given
        const windows = typeof kept === "string" ? (JSON.parse(kept) as WindowsState) : fresh();
        const result = work(windows, now, clock === undefined ? doubtMs + wholeMs : 0);
        await session.run({ text: writeSql, values: [application, JSON.stringify(windows)] });
        return result;
      }),
  };
}
