import type { Client, Scope } from "@42sync/core";
import type { PgStoreCore } from "@42sync/pg-store";
import { chooseCampuses, type NamedCampus } from "../config/choose-campuses.js";

export interface ScopeFlags {
  readonly campus?: string | undefined;
  readonly cursus: number;
}

export interface SettleScopeInput {
  readonly flags: ScopeFlags;
  readonly client: Client;
  /** A migrated store. */
  readonly store: PgStoreCore;
  readonly signal: AbortSignal;
}

/** The scope that the flags name. Campuses are looked up among the stored ones, or with one hit when there are none yet. */
export async function settleScope({ flags, client, store, signal }: SettleScopeInput): Promise<Scope> {
  if (flags.campus === undefined) return { cursusId: flags.cursus, campusIds: [] };
  const stored = await storedCampuses(store);
  const campuses = stored.length > 0 ? stored : await client.campus.all({ signal });
  return { cursusId: flags.cursus, campusIds: chooseCampuses(flags.campus, campuses) };
}

async function storedCampuses(store: PgStoreCore): Promise<readonly NamedCampus[]> {
  const { rows } = await store.query('select "id", "name" from "campuses" where "deleted_at" is null order by "id"');
  return rows.map((row) => ({ id: Number(row["id"]), name: String(row["name"]) }));
}
