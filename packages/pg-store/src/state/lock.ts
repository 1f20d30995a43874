import { StoreError } from "@42sync/core";
import type { Lock } from "@42sync/core/sync";
import type { Database, Unpin } from "../database/database.js";
import { isLost } from "../database/translate-error.js";
import { hashText } from "../sql/identifiers.js";
import { isoSql } from "../sql/iso-sql.js";

export interface LockOptions {
  readonly schema: string;
  /** Who runs, as the program says: process and host. */
  readonly holder: string | null;
  /** The store's time, ISO; null means the database's. */
  readonly now: () => string | null;
}

/**
 * The first half of the advisory lock's key; the second is the data schema's. Number 0 of it is the
 * migration's.
 */
const lockSpace = 4242;

// An advisory lock may be taken twice by one connection, so a connection that holds it already is refused
// too: two stores may share a client, and PGlite has one connection only.
const heldSql = `select from pg_catalog.pg_locks where locktype = 'advisory' and granted
  and classid::bigint = $1::integer and objid::bigint = $2::integer and objsubid = 2
  and database = (select oid from pg_catalog.pg_database where datname = current_database())`;

const acquireSql =
  `select case when exists (${heldSql} and pid = pg_backend_pid()) then false else ` +
  "pg_try_advisory_lock($1::integer, $2::integer) end::text as acquired";

const noteSql = `insert into sync42.locks (data_schema, run, holder, backend_pid, acquired_at)
  values ($1, $2, $3, pg_backend_pid(), coalesce($4::timestamptz, now()))
on conflict (data_schema) do update set run = excluded.run, holder = excluded.holder,
  backend_pid = excluded.backend_pid, acquired_at = excluded.acquired_at`;

const readSql = `select run, holder, backend_pid::text as backend_pid, ${isoSql("acquired_at")} as since
  from sync42.locks l
where l.data_schema = $3 and exists (${heldSql} and pid = l.backend_pid)`;

/**
 * Whether a run of `sync42.runs r` is under way: the lock was taken for it, and a connection holds it.
 * Without both, a run that has no end was killed.
 *
 * @param first where the statement has the two values of `lockKey`: 4 means `$4` and `$5`
 */
export function isUnderWaySql(first: number): string {
  const held = heldSql.replace("$1", `$${String(first)}`).replace("$2", `$${String(first + 1)}`);
  return (
    "(r.outcome is null and exists (select from sync42.locks l where l.data_schema = r.data_schema " +
    `and l.run = r.name and l.acquired_at <= r.started_at and exists (${held} and pid = ` +
    "l.backend_pid)))"
  );
}

/** The advisory lock of a data schema, as the two numbers of its key. */
export function lockKey(schema: string): readonly [number, number] {
  return [lockSpace, keyOf(schema)];
}

/** Who holds the lock of a data schema. */
export interface LockHolder {
  readonly run: string;
  /** Process and host, as the program said. */
  readonly holder: string | null;
  /** ISO. */
  readonly since: string;
  readonly backendPid: number;
}

/**
 * One writing run at a time per data schema: an advisory lock of one connection, over which everything goes
 * while it is held. It ends with its connection, so that a crash leaves no lock behind, and a run that lost
 * it cannot write on.
 */
export function createLock(database: Database, options: LockOptions): Lock {
  const key = lockKey(options.schema);
  const unlock = { text: "select pg_advisory_unlock($1::integer, $2::integer)::text as given", values: key };
  const take = async (run: string): Promise<void> => {
    if (await database.sharesProcess()) throw pooled(options.schema);
    const { rows } = await database.run({ text: acquireSql, values: key });
    if (rows[0]?.["acquired"] !== "true") throw await locked(database, options.schema);
    try {
      await database.run({ text: noteSql, values: [options.schema, run, options.holder, options.now()] });
    } catch (error) {
      // What failed the note may fail this too; the first error is the one that says why.
      await Promise.allSettled([database.run(unlock)]);
      throw error;
    }
  };
  const give = async (unpin: Unpin): Promise<void> => {
    try {
      await database.run({
        text: "delete from sync42.locks where data_schema = $1",
        values: [options.schema],
      });
      const { rows } = await database.run(unlock);
      if (rows[0]?.["given"] !== "true") throw pooled(options.schema);
      await unpin("keep");
    } catch (error) {
      await unpin("end");
      // With its connection the lock is gone as well; nothing is left to release.
      if (!(error instanceof StoreError && isLost(error.cause))) throw error;
    }
  };
  return {
    holder: async () => {
      const held = await readLockHolder(database, options.schema);
      return held && { run: held.run, since: held.since };
    },
    acquire: async ({ run }) => {
      const unpin = await database.pin();
      try {
        await take(run);
      } catch (error) {
        // Ended, so that a lock that could be neither noted nor given back goes with its connection.
        await unpin(isLocked(error) ? "keep" : "end");
        throw error;
      }
      let released = false;
      return {
        release: async () => {
          if (released) return;
          released = true;
          await give(unpin);
        },
      };
    },
  };
}

function isLocked(error: unknown): boolean {
  return error instanceof StoreError && error.code === "E_LOCKED";
}

/** Who holds the lock of a data schema; undefined when nobody does, or who does has not noted it yet. */
export async function readLockHolder(database: Database, schema: string): Promise<LockHolder | undefined> {
  const { rows } = await database.run({ text: readSql, values: [...lockKey(schema), schema] });
  const [held] = rows;
  return held === undefined
    ? undefined
    : {
        run: String(held["run"]),
        holder: asText(held["holder"]),
        since: String(held["since"]),
        backendPid: Number(held["backend_pid"]),
      };
}

/** Found before the run, or, where the pooler hid it, after. */
function pooled(schema: string): StoreError {
  return new StoreError(
    `the lock of the schema ${schema} does not hold: a pooler gives this connection's process to ` +
      "others between two transactions",
    {
      context: { schema },
      hint:
        "give 42sync an address of the server itself, or of a pooler in session mode (often " +
        "another port: 5432 rather than 6543 or 6432)",
    },
  );
}

async function locked(database: Database, schema: string): Promise<StoreError> {
  const held = await readLockHolder(database, schema);
  // The note follows the lock by a moment.
  const who =
    held === undefined
      ? "another run"
      : `the run ${[held.run, held.holder].filter((part) => part !== null).join(", ")}`;
  const since = held === undefined ? "" : ` since ${held.since}`;
  return new StoreError(`${who} holds the lock of the schema ${schema}${since}`, {
    code: "E_LOCKED",
    context: { schema, run: held?.run ?? null, holder: held?.holder ?? null, since: held?.since ?? null },
    retryable: true,
    hint:
      held === undefined
        ? "wait until it ends"
        : "wait until it ends; if its machine is gone, select " +
          `pg_terminate_backend(${String(held.backendPid)}) ends its connection`,
  });
}

function asText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** 31 bits of a hash of the schema's name, never 0. */
function keyOf(schema: string): number {
  return Number(BigInt(`0x${hashText(schema)}`) % 2_147_483_646n) + 1;
}
