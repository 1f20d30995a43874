import type { Client } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import type { ApiSettings } from "../../config/credentials.js";
import type { DatabaseTarget } from "../../config/database-target.js";
import { openClient, type OpenClient } from "../../connect/open-client.js";

/** Clients that are tried one after the other, the last of which is used. */
export interface Connection {
  readonly open: (api: ApiSettings) => Client;
  /** The first hit is spent after the database is chosen, with whose users the limits are shared. */
  use(target: DatabaseTarget): void;
  close(): Promise<void>;
}

export function createConnection(context: CommandContext, before: DatabaseTarget): Connection {
  let target = before;
  let last: OpenClient | undefined;
  return {
    open: (api) => {
      // What was opened before has no token, and nothing to close.
      last = openClient(context, { api, target: () => target, needsDatabase: false });
      return last.client;
    },
    use: (chosen) => {
      target = chosen;
    },
    close: async () => last?.close(),
  };
}
