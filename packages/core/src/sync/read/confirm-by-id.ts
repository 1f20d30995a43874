import type { AnyEndpoint } from "../../resource/index.js";
import { createIdSet } from "../ids/id-set.js";
import { idsOnPage } from "../ids/item-ids.js";
import type { EnginePage, PageSource } from "../sources/page-source.js";

export interface ConfirmByIdInput {
  readonly source: PageSource;
  readonly endpoint: AnyEndpoint;
  readonly ids: readonly number[];
  /** The owners of these rows, where they are known: a list that 42 has only under owners is read again by them. */
  readonly ownerIds?: readonly number[];
  readonly signal: AbortSignal | undefined;
}

/** One answer, and on the last one the ids that 42 does not have. */
export interface ConfirmedById {
  readonly page: EnginePage;
  readonly notFound: readonly number[] | null;
}

/**
 * Asks 42 for rows by their own ids, whatever scope they are in. A list that takes no ids (coalitions has no
 * filter at all) is read again instead.
 */
export async function* confirmById({
  source,
  endpoint,
  ids,
  ownerIds = [],
  signal,
}: ConfirmByIdInput): AsyncGenerator<ConfirmedById, void, void> {
  const options = signal === undefined ? {} : { signal };
  const received = createIdSet();
  const pages = takesIds(endpoint)
    ? source.byIds(endpoint, { by: "id", ids }, options)
    : endpoint.onlyUnder === undefined
      ? source.list(endpoint, {}, options)
      : source.byIds(endpoint, { by: endpoint.onlyUnder.by, ids: ownerIds }, options);
  for await (const page of pages) {
    for (const id of idsOnPage(page)) received.add(id);
    yield { page, notFound: page.resume === null ? ids.filter((id) => !received.has(id)) : null };
  }
}

/** Whether rows can be asked for by their own ids. */
export function takesIds(endpoint: AnyEndpoint): boolean {
  return endpoint.traversal === "keyset" && endpoint.filters.includes("id");
}
