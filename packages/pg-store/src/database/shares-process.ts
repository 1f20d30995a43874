import type { PgClient, PgPoolClient } from "./drivers.js";

const pidSql = "select pg_catalog.pg_backend_pid()::text as pid";

/**
 * Whether a pooler gives the connection's process on the server to others between two transactions, as PgBouncer does in transaction mode: a lock
 * that belongs to the process protects nothing then, and stays when its run has ended.
 *
 * The handshake tells the id of the process, and a pooler makes one up (observed with PgBouncer 1.18), so that only who comes through a pooler needs
 * the second connection. It opens a transaction, for which the pooler takes the process that the first one has just left.
 */
export async function sharesProcess(one: PgClient, connect: () => Promise<PgPoolClient>): Promise<boolean> {
  const told = one.processID ?? null;
  if (told === null) return false;
  const before = await pidOf(one);
  if (before === String(told)) return false;
  const second = await connect();
  try {
    await second.query("begin");
    return (await pidOf(second)) === before || (await pidOf(one)) !== before;
  } finally {
    // Ended, so that a pooler in session mode has its process back for who needs one.
    second.release(true);
  }
}

async function pidOf(client: PgClient): Promise<string> {
  const { rows } = await client.query(pidSql);
  return String((rows as readonly { pid: unknown }[])[0]?.pid); // the driver's rows are untyped records
}
