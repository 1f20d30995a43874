import pg from "pg";

/** A database of its own on a server. */
export interface OwnDatabase {
  readonly url: string;
  readonly name: string;
  readonly pool: pg.Pool;
  /** Leaves it, so that it can be cloned. */
  disconnect(): Promise<void>;
  /** Removes it. */
  close(): Promise<void>;
}

let databases = 0;

/** Makes a database, empty or as a copy of another that nobody uses. */
export async function makeDatabase(server: string, template = "template0"): Promise<OwnDatabase> {
  databases += 1;
  const name = `soak_${String(process.pid)}_${String(databases)}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => undefined); // connections are cut on purpose
  let ended: Promise<void> | undefined;
  const disconnect = (): Promise<void> => (ended ??= pool.end());
  return {
    url,
    name,
    pool,
    disconnect,
    close: async () => {
      await disconnect();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/**
 * Waits until nobody but this pool is connected: a backend notices that its client died when it next reads
 * from it.
 */
export async function untilAlone({ pool }: OwnDatabase): Promise<void> {
  const others =
    "select count(*)::int as others from pg_stat_activity where datname = current_database() and " +
    "pid <> pg_backend_pid() and state <> 'idle'";
  const locks =
    "select count(*)::int as locks from pg_locks where locktype = 'advisory' and database = " +
    "(select oid from pg_database where datname = current_database())";
  for (;;) {
    const [busy, locked] = [
      await pool.query<{ others: number }>(others),
      await pool.query<{ locks: number }>(locks),
    ];
    if (busy.rows[0]?.others === 0 && locked.rows[0]?.locks === 0) return;
  }
}

/** Everything that runs leave in a database, but for times of their own and the record of runs. */
export async function readState({ pool }: OwnDatabase, schema: string): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select table_name as name from sync42.tables where data_schema = $1 and table_name <> 'students' order by 1",
    [schema],
  );
  const state: unknown[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      "select (to_jsonb(t) - 'ingested_at' - 'deleted_at' || jsonb_build_object('gone', " +
        `t.deleted_at is not null))::text as row from "${schema}"."${name}" t order by 1`,
    );
    state.push([name, rows.map(({ row }) => row)]);
  }
  const kept = await pool.query(
    "select table_name, row_key, reason, detail, missing_table, missing_id::text, payload from " +
      "sync42.quarantine where data_schema = $1 order by 1, 2",
    [schema],
  );
  const ownersToReread = await pool.query(
    `select table_name, scope, owner_id::text, reason from sync42.owners_to_reread
     where data_schema = $1 order by 1, 2, 3`,
    [schema],
  );
  const open = await pool.query(
    "select table_name from sync42.resume_points where data_schema = $1 order by 1",
    [schema],
  );
  return JSON.stringify([state, kept.rows, ownersToReread.rows, open.rows]);
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
