import { StoreError } from "@42sync/core";

/** One connection to a server, as its client sees it. */
export interface ServerSession {
  /** The first value of the first row, as text. */
  ask(sql: string): Promise<string>;
  close(): Promise<void>;
}

/** Connects; loads the driver. */
export async function openServerSession(url: string): Promise<ServerSession> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    connectionString: url,
    application_name: "42sync doctor",
    connectionTimeoutMillis: 15_000,
  });
  client.on("error", () => undefined); // a lost connection rejects its query
  await client.connect().catch((cause: unknown) => {
    throw new StoreError(
      `a separate connection failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause, hint: "the server may be out of connections: see max_connections, and the role's limit" },
    );
  });
  return {
    ask: async (sql) => {
      const { rows } = await client
        .query<unknown[]>({ text: sql, rowMode: "array" })
        .catch((cause: unknown) => {
          throw new StoreError(
            `a separate connection failed: ${cause instanceof Error ? cause.message : String(cause)}`,
            { cause, hint: "the server or a pooler closed it: check their logs" },
          );
        });
      return String(rows[0]?.[0]);
    },
    close: () => client.end(),
  };
}
