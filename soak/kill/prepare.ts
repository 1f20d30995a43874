import { createPgStore } from "@42sync/pg-store";
import type { Policy } from "@42sync/core/sync";
import { incrementalPolicy, nightlyPolicy } from "42sync";
import { createLocal42, type Local42, type Local42Options } from "../world/local-42.js";
import { peopleOf } from "../world/truth.js";
import { makeDatabase, type OwnDatabase } from "./databases.js";

/** What is killed: the first nightly, or an incremental run after a day of life. */
export type Killing = "nightly" | "incremental";

export const policies: Readonly<Record<Killing, Policy>> = {
  nightly: nightlyPolicy,
  incremental: { ...incrementalPolicy, referenceTtlMs: 0 },
};

export const small = {
  seed: 5,
  size: 14,
  pageSize: 12,
  scope: { cursusId: 21, campusIds: [] },
  except: ["project_sessions"],
} as const;

/** A coalition that 42 has from the second day on, and a project that it never has. */
const [lateCoalition, noProject] = [900_001, 900_002];

/**
 * The same small 42 each time, which stands still. Some rows of people are of a coalition or a project that
 * it does not have.
 */
export function smallLocal42(onHit?: Local42Options["onHit"]): Local42 {
  const local = createLocal42({ ...small, ...(onHit === undefined ? {} : { onHit }) });
  const people = [...peopleOf(local)];
  for (const [index, user_id] of people.slice(0, 2).entries())
    local.sandbox.insert("coalitions_users", { id: 1 + index, user_id, coalition_id: lateCoalition });
  // The lowest ids come on the first page, so that they are quarantined while much is still to be read.
  for (const [index, user_id] of people.slice(0, 3).entries()) addProject(local, 1 + index, user_id);
  return local;
}

function addProject({ sandbox, scope }: Local42, id: number, person: number): void {
  sandbox.insert("projects_users", {
    id,
    user: { id: person },
    project: { id: noProject },
    cursus_ids: [scope.cursusId],
  });
}

/** Lets happen what lies between the base and the run that is killed. */
export function liveADay(killing: Killing, local: Local42): void {
  if (killing !== "incremental") return;
  local.sandbox.advance("1d");
  local.sandbox.insert("coalitions", { id: lateCoalition, name: "Late" });
  for (const [index, user_id] of [...peopleOf(local)].slice(3, 5).entries())
    addProject(local, 4 + index, user_id);
}

export const schema = "mirror";

/**
 * A database to clone from, as it is before the run that is killed: migrated, and filled where that run is
 * not the first.
 */
export async function makeBase(server: string, killing: Killing): Promise<OwnDatabase> {
  const base = await makeDatabase(server);
  const store = createPgStore({ pool: base.pool, schema });
  await store.migrate();
  if (killing === "incremental") await smallLocal42().run(store, nightlyPolicy);
  await base.disconnect();
  return base;
}
