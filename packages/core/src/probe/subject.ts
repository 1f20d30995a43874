import { windowOf, type AnyEndpoint, type AnyTable, type Scope } from "../resource/index.js";
import type { Mirrored } from "../define-mirror.js";

/** A list that a probe asks, and what of it the runs of a mirror use. */
export interface Subject {
  /** The resource's name: `projects_users`. */
  readonly name: string;
  readonly endpoint: AnyEndpoint;
  readonly table: AnyTable;
  /** The path that runs read; `:id` stands for one owner where 42 has the list under owners only. */
  readonly path: string;
  /** Whether runs send `sort=id`. */
  readonly isSorted: boolean;
  /** Whether runs read it by `range[id]`. */
  readonly isKeyset: boolean;
  /** The times that windows of the list are cut by. */
  readonly windows: readonly string[];
  /** The filter that takes the ids of owners; undefined where rows are not asked for by owners. */
  readonly owner: string | undefined;
  /** The filters that choose the scope, as 42 reads them. */
  readonly filters: readonly { readonly name: string; readonly text: string }[];
}

/** The lists that fill the tables of a mirror, each once. */
export function subjectsOf(mirrored: readonly Mirrored[], scope: Scope): readonly Subject[] {
  const subjects = new Map<string, Subject>();
  for (const one of mirrored)
    if (!subjects.has(one.endpoint.name)) subjects.set(one.endpoint.name, toSubject(one, scope));
  return [...subjects.values()];
}

function toSubject({ table, endpoint }: Mirrored, scope: Scope): Subject {
  const { under = {}, filter = {} } = table.list(scope);
  const [variant] = Object.entries(under);
  const isKeyset = endpoint.traversal === "keyset";
  const { onlyUnder } = endpoint;
  return {
    name: endpoint.name,
    endpoint,
    table,
    path:
      variant === undefined
        ? endpoint.path
        : (endpoint.under[variant[0]] ?? endpoint.path).replace(":id", encodeURIComponent(variant[1])),
    isSorted: endpoint.traversal !== "until-rest" && endpoint.sorts.includes("id"),
    isKeyset,
    windows: isKeyset ? windowsOf(table, endpoint) : [],
    owner: isKeyset && onlyUnder === undefined ? table.askBy?.filter : undefined,
    filters: Object.entries(filter).map(([name, value]) => ({ name, text: String(value) })),
  };
}

/** A list that cannot tell when it changed is cut by each time that it has: when a seat was taken, and left. */
function windowsOf(table: AnyTable, endpoint: AnyEndpoint): readonly string[] {
  const window = windowOf(table);
  if (window === undefined) return [];
  if (window.by === "updated_at") return [window.by];
  const times = Object.entries(table.columns)
    .filter(([name, { kind }]) => kind === "timestamp" && endpoint.ranges.includes(name))
    .map(([name]) => name);
  return [...new Set([window.by, ...times])];
}
