import { ConfigError, type Client } from "@42sync/core";
import type { Scope } from "@42sync/core/tables";
import type { PgStore } from "@42sync/pg-store";
import type { Settings } from "../resolve-settings.js";
import { chooseCampuses } from "./choose-campuses.js";

export interface ResolveScopeInput {
  readonly settings: Pick<Settings, "campus" | "cursus">;
  /** Undefined: no request may be sent. */
  readonly client: Pick<Client, "campus" | "cursus"> | undefined;
  /** A migrated store; undefined while there is none. */
  readonly store: Pick<PgStore, "query"> | undefined;
  readonly signal: AbortSignal;
}

/** A row of a short list, as far as a scope is chosen by it. */
interface Named {
  readonly id: number;
  readonly name: string;
}

/** The 42cursus. 42 has it, so it needs no lookup. */
const mainCursus = 21;

/**
 * The scope that the settings name. Campuses and a cursus other than 21 are looked up among the stored ones,
 * or with one hit when there are none yet.
 *
 * @throws ConfigError for a campus or a cursus that 42 does not list.
 */
export async function resolveScope({ settings, client, store, signal }: ResolveScopeInput): Promise<Scope> {
  const { campus, cursus } = settings;
  if (cursus.id !== mainCursus)
    checkCursus(cursus, await storedOr(store, "cursus", client && (() => client.cursus.all({ signal }))));
  if (campus === undefined) return { cursusId: cursus.id, campusIds: [] };
  return {
    cursusId: cursus.id,
    campusIds: chooseCampuses(
      campus,
      await storedOr(store, "campuses", client && (() => client.campus.all({ signal }))),
    ),
  };
}

async function storedOr(
  store: Pick<PgStore, "query"> | undefined,
  table: "cursus" | "campuses",
  ask: (() => Promise<readonly Named[]>) | undefined,
): Promise<readonly Named[]> {
  const rows =
    (await store?.query(`select "id", "name" from "${table}" where "deleted_at" is null order by "id"`))
      ?.rows ?? [];
  if (rows.length > 0) return rows.map((row) => ({ id: Number(row["id"]), name: String(row["name"]) }));
  if (ask === undefined)
    throw new ConfigError(`can't look up names: no ${table} are stored yet`, {
      hint: "run it without --offline: looking them up costs one request",
    });
  return ask();
}

function checkCursus(wanted: Settings["cursus"], listed: readonly Named[]): void {
  if (listed.some(({ id }) => id === wanted.id)) return;
  const nearest = [...listed]
    .sort((a, b) => Math.abs(a.id - wanted.id) - Math.abs(b.id - wanted.id))
    .slice(0, 3);
  throw new ConfigError(`${wanted.from} ${String(wanted.id)}: 42 has no such cursus`, {
    hint:
      nearest.length === 0
        ? "42 lists no cursus for this application"
        : `the nearest ids are ${nearest.map(({ id, name }) => `${String(id)} (${name})`).join(", ")}`,
  });
}
