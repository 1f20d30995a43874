import type { BenchDatabase } from "./database.js";

/** WAL that was written since a position. */
export interface WrittenWal {
  /** Of transactions. */
  readonly bytes: number;
  /** Of the server itself: every 15 seconds it notes which transactions run, for standbys. */
  readonly ofServer: number;
}

/** Where the WAL ends now. */
export async function walPosition({ sql }: BenchDatabase): Promise<string> {
  return String((await sql("select pg_current_wal_insert_lsn()::text as lsn"))[0]?.["lsn"]);
}

/** What was written since, record by record: https://www.postgresql.org/docs/current/pgwalinspect.html */
export async function walSince({ sql }: BenchDatabase, position: string): Promise<WrittenWal> {
  const now = await sql(
    "select pg_current_wal_insert_lsn()::text as lsn, pg_current_wal_flush_lsn()::text as flushed",
  );
  if (now[0]?.["lsn"] === position) return { bytes: 0, ofServer: 0 };
  // Only what was flushed can be read; a forced record brings the rest out.
  await sql("select pg_switch_wal()");
  const rows = await sql(
    `select (resource_manager = 'Standby') as server, sum(record_length + fpi_length)::text as bytes
     from pg_get_wal_records_info('${position}', '${String(now[0]?.["lsn"])}') group by 1`,
  );
  const of = (server: boolean): number =>
    Number(rows.find((row) => row["server"] === server)?.["bytes"] ?? 0);
  return { bytes: of(false), ofServer: of(true) };
}
