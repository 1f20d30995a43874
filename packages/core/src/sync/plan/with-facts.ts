import type { Mirrored } from "../../define-mirror.js";
import { windowOf, type AnyEndpoint, type AnyTable } from "../../resource/index.js";
import type { KeptFact } from "../ports/index.js";

/** What of a list does not hold, by the kind of the fact: `range-id`. */
type Broken = ReadonlyMap<string, KeptFact>;

/**
 * A table and its endpoint without what a probe found not to hold: ranges, filters and sorts that have no
 * effect go, and the list is read in the best way that is left. The engine reads what an endpoint declares, so
 * that nothing else has to know.
 */
export function withFacts(mirrored: Mirrored, facts: readonly KeptFact[]): Mirrored {
  const { name } = mirrored.endpoint;
  const broken: Broken = new Map(
    facts
      .filter(({ resource, holds }) => resource === name && !holds)
      .map((fact) => [fact.fact.slice(name.length + 1), fact]),
  );
  if (broken.size === 0) return mirrored;
  const endpoint = withoutBroken(mirrored.endpoint, broken);
  const table = tableFor(mirrored.table, endpoint, broken);
  const fallback = [
    ...traversalReason(mirrored.endpoint, endpoint, broken),
    ...tableReasons(mirrored.table, table, broken),
  ].join("; ");
  return fallback === "" ? { ...mirrored, endpoint } : { table, endpoint, fallback };
}

function withoutBroken(endpoint: AnyEndpoint, broken: Broken): AnyEndpoint {
  const holding = (names: readonly string[], parameter: "range" | "filter"): readonly string[] =>
    names.filter((name) => !broken.has(`${parameter}-${name.replaceAll("?", "")}`));
  const sorts = broken.has("sort-id") ? endpoint.sorts.filter((name) => name !== "id") : endpoint.sorts;
  const ranges = holding(endpoint.ranges, "range");
  const traversal = traversalOf({ ...endpoint, sorts, ranges }, broken);
  const filters = holding(endpoint.filters, "filter");
  // Whoever sends such a filter all the same is told, rather than given the rows of everybody.
  const ineffective = Object.fromEntries(
    endpoint.filters.flatMap((name) => {
      const fact = broken.get(filterKind(name));
      return fact === undefined
        ? []
        : [[`filter[${name}]`, `it had no effect in the probe of ${dayOf(fact)}`]];
    }),
  );
  return {
    ...endpoint,
    sorts,
    ranges,
    filters,
    traversal,
    ineffective: { ...endpoint.ineffective, ...ineffective },
  };
}

function filterKind(name: string): string {
  return `filter-${name.replaceAll("?", "")}`;
}

/** Keyset where ids can be ranged and ascend; else last to first where they can be sorted; else until it rests. */
function traversalOf({ traversal, ranges, sorts }: AnyEndpoint, broken: Broken): AnyEndpoint["traversal"] {
  if (traversal === "until-rest" || broken.has("order")) return "until-rest";
  if (traversal === "keyset" && ranges.includes("id")) return "keyset";
  return sorts.includes("id") ? "last-to-first" : "until-rest";
}

/** Without a window that finds changes the list is read whole; without owners to ask by, the list is read. */
function tableFor(table: AnyTable, endpoint: AnyEndpoint, broken: Broken): AnyTable {
  const window = windowOf(table);
  const isWindowed = window === undefined || endpoint.ranges.includes(window.by);
  const owners = table.askBy;
  const canAsk =
    owners === undefined ||
    endpoint.onlyUnder !== undefined ||
    (endpoint.traversal === "keyset" &&
      endpoint.filters.includes(owners.filter) &&
      !broken.has(`or-${owners.filter}`));
  const isStripped = [...broken.keys()].some((kind) => kind.startsWith("filter-"));
  return {
    ...table,
    ...(isStripped ? withoutFilters(table, broken) : {}),
    ...(isWindowed ? {} : { incremental: "full" as const }),
    ...(canAsk ? {} : { askBy: undefined, follows: undefined, silent: false }),
  };
}

/**
 * The list of the scope without filters that have no effect, where each row tells whether it is of the scope.
 * Where only the list tells, the filter stays, and the pass ends by name: it would bring in everybody.
 */
function withoutFilters(table: AnyTable, broken: Broken): Pick<AnyTable, "list" | "stableList" | "holds"> {
  const strip =
    (list: AnyTable["list"]): AnyTable["list"] =>
    (scope) => {
      const { filter, ...rest } = list(scope);
      const isNeeded = (name: string): boolean =>
        table.entersByList(scope) && !table.decidedBy.includes(name.replaceAll("?", ""));
      const kept = Object.entries(filter ?? {}).filter(
        ([name]) => !broken.has(filterKind(name)) || isNeeded(name),
      );
      return kept.length === 0 ? rest : { ...rest, filter: Object.fromEntries(kept) };
    };
  // 42 can no longer count the rows that should be here.
  return { list: strip(table.list), stableList: strip(table.stableList), holds: undefined };
}

const traversalWords: Readonly<Record<AnyEndpoint["traversal"], string>> = {
  keyset: "read by id",
  "last-to-first": "read from the last page to the first",
  "until-rest": "read until two readings agree",
};

function traversalReason(before: AnyEndpoint, after: AnyEndpoint, broken: Broken): readonly string[] {
  if (before.traversal === after.traversal) return [];
  const cause = broken.get("range-id") ?? broken.get("order") ?? broken.get("sort-id");
  return [`${traversalWords[after.traversal]}${because(cause)}`];
}

function tableReasons(before: AnyTable, after: AnyTable, broken: Broken): readonly string[] {
  const window = windowOf(before);
  const isWhole = window !== undefined && windowOf(after) === undefined;
  const owners = after.askBy === undefined ? before.askBy : undefined;
  const cause = owners && (broken.get(`filter-${owners.filter}`) ?? broken.get(`or-${owners.filter}`));
  return [
    ...(isWhole ? [`read whole${because(broken.get(`range-${window.by}`))}`] : []),
    ...(cause === undefined ? [] : [`read by its list${because(cause)}`]),
    ...[...broken.values()]
      .filter((fact) => fact !== cause && fact.fact.includes(".filter-"))
      .map((fact) => `read without that filter${because(fact)}`),
  ];
}

/** `, because projects_users.range-id did not hold in the probe of 2026-12-01`. */
function because(fact: KeptFact | undefined): string {
  if (fact === undefined) return "";
  return `, because ${fact.fact} did not hold in the probe of ${dayOf(fact)}`;
}

function dayOf({ askedAt }: KeptFact): string {
  return askedAt.slice(0, 10);
}
