import type { Answer, Database, RawAnswer, Session, Statement } from "./database.js";
import type { PgliteDatabase, PgliteTransaction } from "./drivers.js";
import { createQueue } from "./one-at-a-time.js";
import { pgliteParsers } from "./parse-values.js";
import { toStoreError } from "./translate-error.js";

/** PGlite, or a transaction of it, as a database. It has one connection, so there is nothing to pin. */
export function createPgliteDatabase(
  pglite: PgliteDatabase | PgliteTransaction,
  close?: () => Promise<void>,
): Database {
  const queue = createQueue();
  const inTransaction = <T>(work: (transaction: PgliteTransaction) => Promise<T>): Promise<T> =>
    translated(() =>
      "transaction" in pglite ? pglite.transaction(work) : queue(() => inSavepoint(pglite, work)),
    );
  return {
    own: false,
    run: (statement) => translated(() => runStatement(pglite, statement)),
    transaction: (work) => inTransaction((transaction) => work(sessionOf(transaction))),
    readOnly: (statement, searchPath) => readOnly(inTransaction, statement, searchPath),
    pin: () => Promise.resolve(() => Promise.resolve()),
    sharesProcess: () => Promise.resolve(false),
    close: async () => close?.(),
  };
}

function sessionOf(transaction: PgliteTransaction): Session {
  return { run: (statement) => runStatement(transaction, statement) };
}

async function runStatement(pglite: PgliteTransaction, { text, values }: Statement): Promise<Answer> {
  const { rows } = await pglite.query<Record<string, unknown>>(text, values === undefined ? [] : [...values]);
  return { rows };
}

async function inSavepoint<T>(
  transaction: PgliteTransaction,
  work: (transaction: PgliteTransaction) => Promise<T>,
): Promise<T> {
  await transaction.query("savepoint sync42");
  try {
    const result = await work(transaction);
    await transaction.query("release savepoint sync42");
    return result;
  } catch (error) {
    await transaction.query("rollback to savepoint sync42");
    await transaction.query("release savepoint sync42");
    throw error;
  }
}

/** Carries the answer out of a transaction that is rolled back on purpose. */
class Undone extends Error {
  constructor(readonly answer: RawAnswer) {
    super("undone");
  }
}

async function readOnly(
  inTransaction: <T>(work: (transaction: PgliteTransaction) => Promise<T>) => Promise<T>,
  statement: Statement,
  searchPath: string,
): Promise<RawAnswer> {
  try {
    return await inTransaction(async (transaction) => {
      await transaction.query(`set local search_path = ${searchPath}`);
      await transaction.query("set transaction read only");
      const { rows, fields } = await transaction.query<Record<string, unknown>>(
        statement.text,
        [...(statement.values ?? [])],
        { parsers: pgliteParsers() },
      );
      throw new Undone({ columns: fields.map((field) => field.name), rows });
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    throw error;
  }
}

async function translated<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Undone) throw error;
    throw toStoreError(error);
  }
}
