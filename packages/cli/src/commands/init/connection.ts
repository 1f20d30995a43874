import type { Client } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import type { ApiSettings } from "../../config/credentials.js";
import type { DatabaseTarget } from "../../config/database-target.js";
import { openClient, type OpenClient } from "../../connect/open-client.js";

/** Opens one client after another; the last one is used. */
export interface Connection {
  readonly open: (api: ApiSettings) => Client;
  /** Sets the database before the first hit: its users share the limits. */
  use(target: DatabaseTarget): void;
  close(): Promise<void>;
}

export function createConnection(context: CommandContext, before: DatabaseTarget): Connection {
  let target = before;
  let last: OpenClient | undefined;
  return {
    open: (api) => {
      // The one before has no token, and nothing to close.
      last = openClient(context, { api, target: () => target, needsDatabase: false });
      return last.client;
    },
    use: (chosen) => {
      target = chosen;
    },
    close: async () => last?.close(),
  };
}
