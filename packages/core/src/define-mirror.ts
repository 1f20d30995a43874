import { ConfigError } from "./errors/index.js";
import { checkResource } from "./resource/check-resource.js";
import type { Resource } from "./resource/define-resource.js";
import type { AnyEndpoint } from "./resource/endpoint.js";
import { createRedact, type PrivacyProfile, type Redact } from "./resource/privacy.js";
import type { Scope } from "./resource/scope.js";
import type { AnyTable } from "./resource/table.js";
import { withRaw } from "./resource/with-raw.js";
import { endpoints, optionalTables, tables } from "./resources/index.js";

/** Tables by their names in SQL. */
export type TableRecord = Readonly<Record<string, AnyTable>>;

/** A table together with the endpoint that fills it. */
export interface Mirrored {
  readonly table: AnyTable;
  readonly endpoint: AnyEndpoint;
  /** How the list is read otherwise than declared, and why: what a probe of 42 found does not hold. */
  readonly fallback?: string;
}

/** What is not kept as it comes. */
export interface MirrorPrivacy {
  /** By table: columns that stay empty, and columns of which a hash is kept. */
  readonly profile: PrivacyProfile;
  /**
   * The keyed hash, for example HMAC-SHA256: without the key nobody can find out what was hashed. Needed when
   * the profile hashes anything.
   */
  readonly hash?: (text: string) => string;
}

/** What a mirror holds; all of it has a default, but a pipeline needs a scope. */
export interface MirrorInput {
  /** The part of 42 that is mirrored. A store alone needs none. */
  readonly scope?: Scope;
  /** Optional tables: `["locations", "teams"]`. @default none */
  readonly with?: readonly string[];
  /** Resources of your own; those with a table are mirrored. @default none */
  readonly resources?: readonly Resource[];
  /**
   * Tables that keep each item whole in a column `raw`: all of them, or those named. When a later release
   * declares a new column, `migrate` fills it from there without a hit. A row is then rewritten whenever
   * anything of its item changes.
   *
   * @default none
   */
  readonly raw?: boolean | readonly string[];
  /** Columns that stay empty or are hashed. @default none */
  readonly privacy?: MirrorPrivacy;
}

/** A mirror: what it holds, and what follows from that. Plain data; `{ ...mirror, scope }` is another. */
export interface Mirror<T extends TableRecord = TableRecord, S extends Scope | undefined = Scope> {
  readonly scope: S;
  readonly with: readonly string[];
  readonly resources: readonly Resource[];
  readonly raw: boolean | readonly string[];
  /** Every table of the mirror by its name in SQL. */
  readonly tables: T;
  /** The same tables, each with the endpoint that fills it. */
  readonly mirrored: readonly Mirrored[];
  /** Applies the privacy profile to an item; undefined when there is none. */
  readonly redact: Redact | undefined;
}

type None = Readonly<Record<never, never>>;

type OptionalTables<Names> = Names extends readonly (infer Name)[]
  ? string extends Name
    ? None
    : Pick<typeof optionalTables, Name & keyof typeof optionalTables>
  : None;

type OwnTables<Resources> = Resources extends readonly (infer One)[]
  ? {
      readonly [
        R in One as R extends { readonly table: { readonly name: infer Name extends string } } ? Name : never
      ]: R extends { readonly table: infer T extends AnyTable } ? T : never;
    }
  : None;

/** The tables of a mirror, typed as far as its declaration names them. */
export type TablesOf<I extends MirrorInput> = typeof tables &
  OptionalTables<I["with"]> &
  OwnTables<I["resources"]>;

/** The scope of a mirror; undefined when its declaration has none. */
export type ScopeOf<I extends MirrorInput> = I extends { readonly scope: Scope } ? Scope : undefined;

/**
 * Declares a mirror once; the store and the pipelines take the same one.
 *
 * @example
 * const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [12] }, with: ["locations"] });
 * const store = createPgStore({ pool, mirror });
 * await store.migrate();
 * await nightly({ client, store, mirror });
 * @throws ConfigError E_CONFIG for an unknown table or column, and for a resource whose table has the name of
 * another.
 */
export function defineMirror<const I extends MirrorInput>(input: I): Mirror<TablesOf<I>, ScopeOf<I>>;
export function defineMirror({
  scope,
  with: names = [],
  resources = [],
  raw = false,
  privacy,
}: MirrorInput): Mirror<TableRecord, Scope | undefined> {
  const owned = own(resources);
  const chosen = [...standard(names), ...owned];
  const byName = withRaw(Object.fromEntries(chosen.map(({ table }) => [table.name, table])), raw);
  return {
    scope,
    with: names,
    resources,
    raw,
    tables: byName,
    mirrored: chosen.map(({ table, endpoint }) => ({ table: byName[table.name] ?? table, endpoint })),
    redact:
      privacy === undefined
        ? undefined
        : toRedact(privacy, [
            ...Object.values<AnyTable>(tables),
            ...Object.values(optionalTables),
            ...owned.map(({ table }) => table),
          ]),
  };
}

/** The tables that are always there, and the optional ones that are named. */
function standard(names: readonly string[]): readonly Mirrored[] {
  const optional: TableRecord = optionalTables;
  const unknown = names.find((name) => !Object.hasOwn(optional, name) && !Object.hasOwn(tables, name));
  if (unknown !== undefined)
    throw new ConfigError(`there is no optional table ${unknown}`, {
      context: { table: unknown },
      hint: `the optional tables are ${Object.keys(optional).join(", ")}`,
    });
  return [
    ...Object.values<AnyTable>(tables),
    ...Object.values(optional).filter(({ name }) => names.includes(name)),
  ].map((table) => ({ table, endpoint: endpointOf(table) }));
}

function own(resources: readonly Resource[]): readonly Mirrored[] {
  const taken = new Set<string>([...Object.keys(tables), ...Object.keys(optionalTables)]);
  return resources.flatMap((resource) => {
    checkResource(resource);
    const { table, endpoint } = resource;
    if (table === undefined) return [];
    if (taken.has(table.name))
      throw new ConfigError(`there is already a table ${table.name}`, {
        context: { table: table.name },
        hint: Object.hasOwn(optionalTables, table.name)
          ? `ask for it: with: ["${table.name}"], or give yours another name`
          : "give yours another name",
      });
    taken.add(table.name);
    return [{ table, endpoint }];
  });
}

function endpointOf(table: AnyTable): AnyEndpoint {
  const found = Object.values<AnyEndpoint>(endpoints).find((endpoint) => endpoint.name === table.resource);
  if (found === undefined) throw new TypeError(`no endpoint is declared for the resource ${table.resource}`);
  return found;
}

/** @param known every table there may be: a profile may have rules for tables that this mirror does not hold */
function toRedact({ profile, hash }: MirrorPrivacy, known: readonly AnyTable[]): Redact | undefined {
  const rules = Object.entries(profile);
  const hashed = rules.find(([, rule]) => (rule.hash ?? []).length > 0);
  if (hashed !== undefined && hash === undefined)
    throw new ConfigError(`privacy.${hashed[0]} hashes columns, and there is no hash function`, {
      context: { table: hashed[0] },
      hint: "give one as privacy.hash, for example HMAC-SHA256 with a key of yours",
    });
  const redact = createRedact({ tables: known, profile, hash: hash ?? ((text) => text) });
  return rules.some(([, rule]) => [...(rule.drop ?? []), ...(rule.hash ?? [])].length > 0)
    ? redact
    : undefined;
}
