import { isError42 } from "@42sync/core";
import { exitCodes } from "../../errors/exit-code.js";
import { bad, good, unknown, type Check } from "./check.js";
import type { ServerSession } from "./server-session.js";

const pidSql = "select pg_backend_pid()::text";

/**
 * Whether a connection keeps one process of the server. A pooler in transaction mode gives the process to
 * others between two transactions. The lock of a run belongs to the process, so it would protect nothing.
 */
export const sessionsCheck: Check = {
  name: "sessions",
  look: async (subject) => {
    const first = await subject.session();
    if (first === undefined) return good("not needed for an embedded database");
    const second = await subject.session();
    if (second === undefined) return unknown("no second connection");
    try {
      return (await keeps(first, second)) ? good("a connection keeps its process on the server") : shared();
    } finally {
      await Promise.allSettled([first.close(), second.close()]);
    }
  },
};

function shared(): ReturnType<typeof bad> {
  return bad(
    exitCodes.database,
    "a pooler shares this connection's server process between transactions, so the lock of a run " +
      "doesn't hold",
    "use the address of the server itself, or of a pooler in session mode (often another port: " +
      "5432 instead of 6543 or 6432)",
  );
}

async function begins(session: ServerSession): Promise<boolean> {
  try {
    await session.ask("begin");
    return true;
  } catch (error) {
    const cause = isError42(error) ? error.cause : undefined;
    // eslint-disable-next-line no-restricted-syntax -- whether a pooler's refusal has a code of its own isn't known
    if (cause instanceof Error && /statement pooling/.test(cause.message)) return false;
    throw error;
  }
}

/**
 * The second connection takes a transaction: with a pooler it gets the process that the first one has just
 * left.
 */
async function keeps(first: ServerSession, second: ServerSession): Promise<boolean> {
  const before = await first.ask(pidSql);
  // Refused by a pooler in statement mode, which takes no transaction at all.
  if (!(await begins(second))) return false;
  try {
    // Asked in this order: a pooler with one process would keep the first one waiting.
    if ((await second.ask(pidSql)) === before) return false;
    return (await first.ask(pidSql)) === before;
  } finally {
    await second.ask("rollback");
  }
}
