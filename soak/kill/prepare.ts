import { createPgStore } from "@42sync/pg-store";
import type { Policy } from "@42sync/core/sync";
import { incrementalPolicy, nightlyPolicy } from "42sync";
import { createLocal42, type Local42, type Local42Options } from "../local-42.js";
import { makeDatabase, type OwnDatabase } from "./databases.js";

/** What is killed: the first nightly, or an incremental run after a day of life. */
export type Killing = "nightly" | "incremental";

export const policies: Readonly<Record<Killing, Policy>> = { nightly: nightlyPolicy, incremental: { ...incrementalPolicy, referenceTtlMs: 0 } };

export const small = { seed: 5, size: 14, pageSize: 12, scope: { cursusId: 21, campusIds: [] }, except: ["project_sessions"] } as const;

/** The same small 42 each time, which stands still. */
export function smallLocal42(onHit?: Local42Options["onHit"]): Local42 {
  return createLocal42({ ...small, ...(onHit === undefined ? {} : { onHit }) });
}

/** Lets happen what lies between the base and the run that is killed. */
export function liveADay(killing: Killing, local: Local42): void {
  if (killing === "incremental") local.sandbox.advance("1d");
}

export const schema = "mirror";

/** A database to clone from, as it is before the run that is killed: migrated, and filled where that run is not the first. */
export async function makeBase(server: string, killing: Killing): Promise<OwnDatabase> {
  const base = await makeDatabase(server);
  const store = createPgStore({ pool: base.pool, schema });
  await store.migrate();
  if (killing === "incremental") await smallLocal42().run(store, nightlyPolicy);
  await base.disconnect();
  return base;
}
