import { QueryError } from "../../errors/index.js";
import type { AnyEndpoint } from "../../resource/index.js";
import type { ReadQuery } from "../query/read-query.js";
import { keyset } from "./keyset.js";
import { lastToFirst } from "./last-to-first.js";
import type { FetchSized } from "./page-size.js";
import { numbered } from "./numbered.js";
import { readResume } from "./read-resume.js";
import { firstId, lastId } from "./span.js";
import type { Traverse } from "./step.js";
import { untilRest } from "./until-rest.js";

export interface ListTraversal {
  readonly endpoint: AnyEndpoint;
  readonly query: ReadQuery;
  readonly fetchPage: FetchSized;
  readonly lanes: number;
  readonly resume: unknown;
}

/** The ids that a query may be answered with. */
export function idBounds(query: ReadQuery): readonly [number, number] {
  const [min, max] = query.idRange ?? [firstId, lastId];
  return [Math.max(min, 0), Math.min(max, lastId)];
}

/** How a list is read: as its endpoint declares, or by numbered pages in the caller's own order. */
export function listTraversal({ endpoint, query, fetchPage, lanes, resume }: ListTraversal): Traverse {
  const shared = { fetchPage, resource: endpoint.name };
  if (query.sort !== null) {
    const { page = 1, size = query.pageSize } = readResume(resume, "numbered", endpoint.name) ?? {};
    return numbered({ ...shared, sort: query.sort, offset: (page - 1) * size });
  }
  switch (endpoint.traversal) {
    case "keyset":
      return keyset({
        ...shared,
        pageSize: query.pageSize,
        lanes,
        sortable: endpoint.sorts.includes("id"),
        spans: readResume(resume, "keyset", endpoint.name)?.spans ?? [idBounds(query)],
      });
    case "last-to-first":
      refuseForeign(resume, endpoint.name);
      return lastToFirst(shared);
    case "until-rest":
      refuseForeign(resume, endpoint.name);
      return untilRest(shared);
  }
}

/** These traversals can only start over. */
function refuseForeign(resume: unknown, resource: string): void {
  const restart =
    typeof resume === "object" && resume !== null && "kind" in resume && resume.kind === "restart";
  if (resume !== undefined && resume !== null && !restart)
    throw new QueryError(`${resource}: this resume point belongs to another traversal`, {
      hint: "start without it",
    });
}
