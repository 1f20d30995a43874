import type { AnyEndpoint, Scope } from "../../resource/index.js";
import { driftError, readDrift, takeWhatFits, type DriftPolicy } from "./drift-policy.js";
import type { Mirrored } from "../../define-mirror.js";
import type { InvalidItem } from "../ports/index.js";
import type { DriftedFields } from "../report/report.js";
import { revalidateItem } from "./revalidate-item.js";
import type { EnginePage, PageSource, Revalidated } from "./page-source.js";

/** How drift is treated. */
export interface DriftSourceOptions {
  readonly mirrored: readonly Mirrored[];
  readonly scope: Scope;
  /** @default "warn" */
  readonly drift?: DriftPolicy;
}

/**
 * A source that applies each resource's drift policy to its pages and remembers where items were invalid.
 *
 * @throws ConfigError; from its pages SchemaError E_DRIFT where a resource is strict.
 */
export function driftSource(source: PageSource, input: DriftSourceOptions): PageSource {
  const { mirrored, scope, drift = "warn" } = input;
  const policyOf = readDrift(drift, mirrored);
  const drifted = new Map<
    string,
    Map<string, { count: number; readonly sampleId: number | string | null; readonly reason: string }>
  >();
  const checkPages = async function* (
    endpoint: AnyEndpoint,
    pages: AsyncIterable<EnginePage>,
  ): AsyncGenerator<EnginePage, void, void> {
    const policy = policyOf(endpoint.name);
    for await (const page of pages) {
      if (policy === "strict") requireMatch(source, endpoint.name, page.invalidItems);
      const checkedPage = policy === "ignore" ? mend(page, endpoint) : page;
      for (const invalidItem of checkedPage.invalidItems) note(endpoint.name, invalidItem);
      yield checkedPage;
    }
  };
  const mend = (page: EnginePage, endpoint: AnyEndpoint): EnginePage => {
    const own = mirrored.find((one) => one.endpoint.name === endpoint.name);
    const mended = page.invalidItems.map((invalidItem) => ({
      invalidItem,
      item: takeWhatFits(invalidItem, endpoint, own, scope),
    }));
    return {
      ...page,
      items: [...page.items, ...mended.flatMap(({ item }) => (item === undefined ? [] : [item]))],
      invalidItems: mended.flatMap(({ invalidItem, item }) => (item === undefined ? [invalidItem] : [])),
    };
  };
  const revalidate = (endpoint: AnyEndpoint, item: unknown): Revalidated => {
    const revalidated = revalidateItem(endpoint, item);
    const policy = policyOf(endpoint.name);
    const [unknown] = Object.entries(revalidated.unknownFields[endpoint.name] ?? {});
    if (policy === "strict" && unknown !== undefined)
      return {
        invalidItem: { id: unknown[1].sampleId, path: unknown[0], reason: "no declaration names it", item },
      };
    if (policy !== "ignore" || revalidated.invalidItem === undefined) return revalidated;
    const mended = takeWhatFits(
      revalidated.invalidItem,
      endpoint,
      mirrored.find((one) => one.endpoint.name === endpoint.name),
      scope,
    );
    return mended === undefined ? revalidated : { item: mended };
  };
  const note = (resource: string, { path, id, reason }: InvalidItem): void => {
    const fields =
      drifted.get(resource) ??
      new Map<string, { count: number; sampleId: number | string | null; reason: string }>();
    drifted.set(resource, fields);
    const seen = fields.get(path);
    if (seen === undefined) fields.set(path, { count: 1, sampleId: id, reason });
    else seen.count += 1;
  };
  return {
    list: (endpoint, query, options) => checkPages(endpoint, source.list(endpoint, query, options)),
    byIds: (endpoint, query, options) => checkPages(endpoint, source.byIds(endpoint, query, options)),
    serverNow: (signal) => source.serverNow(signal),
    ...(source.revalidate === undefined ? {} : { revalidate }),
    get usage() {
      return source.usage;
    },
    get unknownFields() {
      return Object.fromEntries(
        Object.entries(source.unknownFields).filter(([resource]) => policyOf(resource) !== "ignore"),
      );
    },
    get driftedFields(): DriftedFields {
      return Object.fromEntries(
        [...drifted].map(([resource, fields]) => [
          resource,
          Object.fromEntries([...fields].map(([path, seen]) => [path, { ...seen }])),
        ]),
      );
    },
  };
}

function requireMatch(source: PageSource, resource: string, [invalidItem]: readonly InvalidItem[]): void {
  if (invalidItem !== undefined) {
    const { id, path, reason } = invalidItem;
    throw driftError(
      resource,
      `item ${id === null ? "without id" : String(id)} does not fit at ${path === "" ? "its top" : path} (${reason})`,
      { id, path },
    );
  }
  const [unknown] = Object.entries(source.unknownFields[resource] ?? {});
  if (unknown === undefined) return;
  const [field, { sampleId }] = unknown;
  throw driftError(
    resource,
    `the field ${field} is new${sampleId === null ? "" : ` (first in ${String(sampleId)})`}`,
    { id: sampleId, path: field },
  );
}
