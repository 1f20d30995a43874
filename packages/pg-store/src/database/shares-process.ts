import type { PgClient, PgPoolClient } from "./drivers.js";

const pidSql = "select pg_catalog.pg_backend_pid()::text as pid";

/**
 * Whether a connection leads to the server itself: the handshake has the id of its process there, and a
 * pooler makes one up (observed with PgBouncer 1.18).
 */
export async function isDirect(client: PgClient): Promise<boolean> {
  const reported = client.processID ?? null;
  return reported !== null && (await pidOf(client)) === String(reported);
}

/**
 * Whether a pooler gives the connection's process on the server to others between two transactions, as
 * PgBouncer does in transaction mode: a lock that belongs to the process protects nothing then, and stays
 * when its run has ended. For a connection that is not direct; where the handshake had none, it cannot be
 * seen. The second connection opens a transaction, for which the pooler takes the process that the first one
 * has just left.
 */
export async function sharesProcess(one: PgClient, connect: () => Promise<PgPoolClient>): Promise<boolean> {
  if ((one.processID ?? null) === null) return false;
  const before = await pidOf(one);
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
