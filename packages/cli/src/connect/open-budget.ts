import { isError42, type Budget, type Clock } from "@42sync/core";
import { sharedLimiter } from "@42sync/core/internal";
import { createPgBudget, type PgBudget } from "@42sync/pg-store";
import type { ApiSettings } from "../config/credentials.js";
import type { DatabaseTarget } from "../config/database-target.js";
import { isUnmigrated } from "./open-database.js";

export interface OpenBudgetInput {
  readonly api: ApiSettings;
  /** Looked at before the first hit. */
  readonly target: () => DatabaseTarget | undefined;
  /** Undefined: the machine's own. */
  readonly clock: Clock | undefined;
  /** The process's clock where it counts alone. */
  readonly aloneClock: Clock;
  /** Whether the command ends when the server fails, because it can't work without it. */
  readonly needsDatabase: boolean;
  /** The server failed: from here on only this process's hits are counted. */
  readonly onAlone: (message: string) => void;
}

/** A budget that was opened, to be closed. */
export interface OpenBudget {
  readonly budget: Budget;
  close(): Promise<void>;
}

/**
 * The budget of every command that asks 42: all that use the same server share one, whatever their schema and
 * host; it connects with its first hit. A process counts alone where there is no server, an embedded database
 * being one process's own; and, unless the command needs the database, where 42sync has made no tables on it,
 * because nothing is made for the sake of a hit, or where it fails.
 */
export function openBudget({
  api,
  target,
  clock,
  aloneClock,
  needsDatabase,
  onAlone,
}: OpenBudgetInput): OpenBudget {
  const alone = sharedLimiter(aloneClock, api.url, api.clientId);
  let shared: PgBudget | undefined;
  let chosen: Budget | undefined;
  const choose = (): Budget => {
    const server = target();
    if (server?.kind === "server")
      shared = createPgBudget({
        connectionString: server.url,
        application: `${api.url} ${api.clientId}`,
        ...(clock === undefined ? {} : { clock }),
      });
    return shared ?? alone;
  };
  const goAlone = (error: unknown): void => {
    if (chosen === alone) return;
    chosen = alone;
    if (!isUnmigrated(error) && error instanceof Error) onAlone(error.message);
  };
  const reserve = async (signal: AbortSignal | undefined, leave: number | undefined): Promise<void> => {
    const asked = (chosen ??= choose());
    try {
      await asked.reserve(signal, leave);
    } catch (error) {
      if (asked === alone || needsDatabase || !isError42(error) || error.code !== "E_STORE") throw error;
      goAlone(error);
      await alone.reserve(signal, leave);
    }
  };
  return {
    budget: {
      reserve,
      observe: (headers) => {
        (chosen ?? alone).observe(headers);
      },
      exhausted: (until) => {
        (chosen ?? alone).exhausted(until);
      },
      get usage() {
        return (chosen ?? alone).usage;
      },
    },
    close: async () => shared?.close(),
  };
}
