import type { Answer, Database, RawAnswer, Session, Statement } from "./database.js";
import type { PgClient } from "./drivers.js";
import { createQueue } from "./one-at-a-time.js";
import { pgRowTypes } from "./parse-values.js";
import { statementName } from "./statement-name.js";
import { codeOf, isPassing, translated } from "./translate-error.js";

export interface ClientOptions {
  /** Whether the caller may have opened a transaction on it, in which ours is a savepoint. */
  readonly shared: boolean;
  /**
   * Whether it is this store's alone and leads to the server itself, so that the server may keep statements
   * for it.
   * @default false
   */
  readonly keepsStatements?: () => boolean;
}

/** How often a transaction is tried that failed to serialize or met a deadlock. */
const attempts = 5;

/** One `pg` client as a database. Everything asked of it runs one after the other. */
export function createClientDatabase(client: PgClient, options: ClientOptions): Database {
  const queue = createQueue();
  const session: Session = { run: (statement) => runStatement(client, options, statement) };
  const inTransaction = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    queue(() => translated(() => transact(client, session, options, work)));
  return {
    own: !options.shared,
    run: (statement) => queue(() => translated(() => session.run(statement))),
    transaction: inTransaction,
    readOnly: (statement, searchPath) =>
      queue(() => translated(() => runReadOnly(client, options, statement, searchPath))),
    pin: () => Promise.resolve(() => Promise.resolve()),
    sharesProcess: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  };
}

async function runStatement(
  client: PgClient,
  options: ClientOptions,
  { text, values, kept = false }: Statement,
): Promise<Answer> {
  const given = values === undefined ? undefined : [...values];
  const { rows } = await (kept && options.keepsStatements?.() === true
    ? client.query({ name: statementName(text), text, ...(given && { values: given }) })
    : client.query(text, given));
  return { rows: rows as Answer["rows"] }; // the driver's rows are untyped records
}

async function transact<T>(
  client: PgClient,
  session: Session,
  options: ClientOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const open = await begin(client, options);
    try {
      const result = await work(session);
      await client.query(open.commit);
      return result;
    } catch (error) {
      await undo(client, open.rollback, error);
      if (open.savepoint || attempt >= attempts || !isPassing(error)) throw error;
    }
  }
}

interface Open {
  readonly savepoint: boolean;
  readonly commit: string;
  readonly rollback: string;
}

const ownTransaction: Open = { savepoint: false, commit: "commit", rollback: "rollback" };
const savepoint: Open = {
  savepoint: true,
  commit: "release savepoint sync42",
  rollback: "rollback to savepoint sync42; release savepoint sync42",
};

/** A transaction of ours, or a savepoint where the caller's is open. */
async function begin(client: PgClient, { shared, keepsStatements }: ClientOptions): Promise<Open> {
  if (shared && client.getTransactionStatus?.() !== "I") {
    try {
      await client.query("savepoint sync42");
      return savepoint;
    } catch (error) {
      if (codeOf(error) !== "25P01") throw error; // 25P01: no transaction is open
    }
  }
  // A plan that is kept from a time when a table was empty would read all of it for each row of a page.
  await client.query(keepsStatements?.() === true ? "begin; set local enable_seqscan = off" : "begin");
  return ownTransaction;
}

/** Rolls back; when that fails too, the connection is gone and the first error says why. */
async function undo(client: PgClient, rollback: string, error: unknown): Promise<void> {
  try {
    await client.query(rollback);
  } catch (second) {
    if (error instanceof Error && error.cause === undefined) error.cause = second;
  }
}

async function runReadOnly(
  client: PgClient,
  options: ClientOptions,
  statement: Statement,
  searchPath: string,
): Promise<RawAnswer> {
  const { types } = await import("pg");
  const open = await begin(client, options);
  try {
    await client.query(`set local search_path = ${searchPath}; set transaction read only`);
    const { rows, fields } = await client.query({
      text: statement.text,
      values: [...(statement.values ?? [])],
      // One statement only: several in one text could end the read-only transaction and go on.
      queryMode: "extended",
      types: pgRowTypes(types),
    });
    // the driver's rows are untyped records
    return { columns: fields.map((field) => field.name), rows: rows as RawAnswer["rows"] };
  } finally {
    await client.query(open.rollback);
  }
}
