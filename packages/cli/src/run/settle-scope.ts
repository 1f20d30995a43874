import { ConfigError, type Client, type Scope } from "@42sync/core";
import type { PgStoreCore } from "@42sync/pg-store";
import { chooseCampuses } from "../config/choose-campuses.js";

export interface ScopeFlags {
  readonly campus?: string | undefined;
  readonly cursus: number;
}

export interface SettleScopeInput {
  readonly flags: ScopeFlags;
  /** Undefined: nobody may be asked. */
  readonly client: Pick<Client, "campus" | "cursus"> | undefined;
  /** A migrated store; undefined while there is none. */
  readonly store: Pick<PgStoreCore, "query"> | undefined;
  readonly signal: AbortSignal;
}

/** A row of a short list, as far as a scope is chosen by it. */
interface Named {
  readonly id: number;
  readonly name: string;
}

/** The 42cursus. 42 has it, so that nobody has to be asked. */
const mainCursus = 21;

/**
 * The scope that the flags name. Campuses and a cursus other than 21 are looked up among the stored ones, or with one hit when
 * there are none yet.
 *
 * @throws ConfigError for a campus or a cursus that 42 does not list.
 */
export async function settleScope({ flags, client, store, signal }: SettleScopeInput): Promise<Scope> {
  if (flags.cursus !== mainCursus) checkCursus(flags.cursus, await storedOr(store, "cursus", client && (() => client.cursus.all({ signal }))));
  if (flags.campus === undefined) return { cursusId: flags.cursus, campusIds: [] };
  return { cursusId: flags.cursus, campusIds: chooseCampuses(flags.campus, await storedOr(store, "campuses", client && (() => client.campus.all({ signal })))) };
}

async function storedOr(store: Pick<PgStoreCore, "query"> | undefined, table: "cursus" | "campuses", ask: (() => Promise<readonly Named[]>) | undefined): Promise<readonly Named[]> {
  const rows = (await store?.query(`select "id", "name" from "${table}" where "deleted_at" is null order by "id"`))?.rows ?? [];
  if (rows.length > 0) return rows.map((row) => ({ id: Number(row["id"]), name: String(row["name"]) }));
  if (ask === undefined) throw new ConfigError(`no ${table} are stored here to look names up in`, { hint: "leave --offline out: looking them up costs one request" });
  return ask();
}

function checkCursus(wanted: number, listed: readonly Named[]): void {
  if (listed.some(({ id }) => id === wanted)) return;
  const nearest = [...listed].sort((a, b) => Math.abs(a.id - wanted) - Math.abs(b.id - wanted)).slice(0, 3);
  throw new ConfigError(`--cursus ${String(wanted)}: 42 lists no such cursus`, {
    hint: nearest.length === 0 ? "42 lists no cursus at all to this application" : `the nearest numbers are ${nearest.map(({ id, name }) => `${String(id)} (${name})`).join(", ")}`,
  });
}
