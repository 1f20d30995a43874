import { QueryError } from "../errors/index.js";
import type { Transport } from "../transport/index.js";
import type { Answered, PathOptions, PathPagesOptions } from "./client.js";
import { encodeQuery, showQuery, withQuery, type Params } from "./query/encode-query.js";
import { createFetchPage } from "./fetch-page.js";
import type { Page } from "./page.js";
import { readPageSize } from "./query/read-query.js";
import { numbered } from "./traversal/numbered.js";
import { createFetchSized, createPageSize } from "./traversal/page-size.js";
import { toIterable } from "./to-iterable.js";

/** The JSON of any path. @throws QueryError when it is not a path of the API */
export async function getPath(transport: Transport, path: string, options?: PathOptions): Promise<unknown> {
  return (await answerOfPath(transport, path, options)).json;
}

/** The same with the answer's headers. @throws QueryError when it is not a path of the API */
export async function answerOfPath(
  transport: Transport,
  path: string,
  { query = {}, signal }: PathOptions = {},
): Promise<Answered> {
  checkPath(path);
  const params = toParams(query);
  const { json, answer } = await transport.get({
    target: withQuery(path, encodeQuery(params)),
    path: withQuery(path, showQuery(params)),
    label: `GET ${path}`,
    signal,
  });
  return { json, headers: answer.headers, bytes: answer.bytes };
}

/** Any list by numbered pages. @throws QueryError */
export function pathPages(
  transport: Transport,
  path: string,
  { query = {}, pageSize, signal }: PathPagesOptions = {},
): AsyncIterable<Page<unknown>> {
  checkPath(path);
  const size = readPageSize({ name: path, pageSize: 100 }, pageSize);
  const traverse = numbered({
    fetchPage: createFetchSized(createFetchPage(transport, path, toParams(query)), createPageSize(size)),
    resource: path,
    sort: null,
    offset: 0,
  });
  return toIterable(async function* (own) {
    for await (const { page, rows, resume } of traverse(own))
      yield { items: rows, invalidItems: [], meta: page.meta, resume };
  }, signal);
}

/** Only a path: a complete address could send the token to somebody else. */
function checkPath(path: string): void {
  if (!/^\/(?![/\\])/.test(path))
    throw new QueryError("not an API path; expected something like /v2/users/norminet", {
      context: { path: path.slice(0, 80) },
    });
}

function toParams(query: Readonly<Record<string, string | number>>): Params {
  return Object.entries(query).map(([name, value]) => [name, String(value)]);
}
