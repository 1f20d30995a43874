import type { Clock } from "@42sync/core";
import { createPgBudget, type PgBudget } from "@42sync/pg-store";
import type { ApiSettings } from "../config/credentials.js";
import type { DatabaseTarget } from "../config/database-target.js";

/**
 * The budget that all runs on a server share, whatever their schema and host; it connects with its first hit. An embedded database serves one
 * process, which counts alone.
 */
export function openSharedBudget(target: DatabaseTarget, api: ApiSettings, clock: Clock | undefined): PgBudget | undefined {
  if (target.kind !== "server") return undefined;
  return createPgBudget({ connectionString: target.url, application: `${api.url} ${api.clientId}`, ...(clock === undefined ? {} : { clock }) });
}
