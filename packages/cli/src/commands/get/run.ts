import { ConfigError, QueryError, type AnyEndpoint, type Client, type Page, type Query } from "@42sync/core";
import type { Resource } from "@42sync/core/tables";
import type { CommandContext } from "../../command-context.js";
import { readApiSettings, readApiUrl } from "../../config/credentials.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { useClient } from "../../connect/open-client.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { printJson, type Io } from "../../terminal/io.js";
import { findKnownList, type KnownList } from "./known-list.js";
import { readListRequest, type ListFlags, type ListRequest } from "./read-list-request.js";

export interface GetFlags extends ListFlags, Pick<SettingFlags, "config"> {
  readonly all?: true | undefined;
  readonly limit?: number | undefined;
  readonly json?: true | undefined;
  readonly maxHits?: number | undefined;
  readonly wait?: true | undefined;
}

/** `42sync get`. */
export async function runGet(context: CommandContext, path: string, flags: GetFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const request = readListRequest(path, flags, readApiUrl(settings.env));
  const api = readApiSettings(settings.env);
  const own = settings.mirror.resources;
  context.secrets.add(api.clientSecret);
  context.secrets.add(api.nextClientSecret);
  await useClient(
    context,
    {
      api,
      target: () => settings.target,
      needsDatabase: false,
      maxHits: flags.maxHits,
      reserve: settings.reserve,
      wait: flags.wait === true,
    },
    async (client) => {
      const input = { client, request, own, signal: context.signal };
      if (flags.all === true || flags.limit !== undefined)
        await printPages(context.io, pagesOf(input), flags);
      else {
        const misread = misreadOf(input);
        if (misread !== undefined) context.io.log({ level: "warn", message: misread });
        printAnswer(
          context.io,
          await client.get(request.path, { query: toParams(request, true), signal: context.signal }),
          flags.json === true,
        );
      }
    },
  );
  return exitCodes.done;
}

interface PagesInput {
  readonly client: Client;
  readonly request: ListRequest;
  /** Resources of the user's own. */
  readonly own: readonly Resource[];
  readonly signal: AbortSignal;
}

/** A known list is read by its own traversal with its checks, any other by numbered pages. */
function pagesOf({ client, request, own, signal }: PagesInput): AsyncIterable<Page<unknown>> {
  const others = Object.keys(request.others);
  const paged = others.find((name) => /^(page|per_page)\b/.test(name));
  if (paged !== undefined)
    throw new ConfigError(`--all and --limit read page after page, but the path has ${paged}`, {
      hint: "remove one of them",
    });
  const known =
    others.length === 0
      ? findKnownList(
          request.path,
          own.map(({ endpoint }) => endpoint),
        )
      : undefined;
  if (known !== undefined) return client.resource(known.endpoint).pages(toQuery(known, request, signal));
  const { pageSize } = request;
  return client.pages(request.path, {
    query: toParams(request, false),
    signal,
    ...(pageSize === undefined ? {} : { pageSize }),
  });
}

/**
 * What 42 would silently misread in a request for a known list, such as a filter without effect. The page is
 * requested all the same, because 42 may know more than we do.
 */
function misreadOf({ client, request, own, signal }: PagesInput): string | undefined {
  const known = findKnownList(
    request.path,
    own.map(({ endpoint }) => endpoint),
  );
  if (known === undefined) return undefined;
  try {
    client.resource(known.endpoint).pages(toQuery(known, request, signal));
    return undefined;
  } catch (error) {
    if (error instanceof QueryError) return error.message;
    throw error;
  }
}

function toQuery(
  { under }: KnownList,
  { filter, range, sort, pageSize }: ListRequest,
  signal: AbortSignal,
): Query<AnyEndpoint> {
  const query = {
    ...(under === undefined ? {} : { under }),
    filter: Object.fromEntries(
      Object.entries(filter).map(([name, text]) => [
        name,
        text === "null" ? null : text.includes(",") ? text.split(",") : text,
      ]),
    ),
    range: Object.fromEntries(
      Object.entries(range).map(([name, text]) => [
        name,
        text.split(",").map((end) => (/^-?\d+(\.\d+)?$/.test(end.trim()) ? Number(end) : end.trim())),
      ]),
    ),
    ...(sort === undefined ? {} : { sort: sort.split(",") }),
    ...(pageSize === undefined ? {} : { pageSize }),
    // What 42 sent is shown, whether or not it fits the declaration.
    onInvalid: "collect",
    signal,
  };
  // The names are the user's: the client checks them against the endpoint before it sends a request.
  return query as unknown as Query<AnyEndpoint>;
}

function toParams(
  { filter, range, sort, pageSize, others }: ListRequest,
  withSize: boolean,
): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(filter).map(([name, value]) => [`filter[${name}]`, value])),
    ...Object.fromEntries(Object.entries(range).map(([name, value]) => [`range[${name}]`, value])),
    ...(sort === undefined ? {} : { sort }),
    ...(withSize && pageSize !== undefined ? { "page[size]": String(pageSize) } : {}),
    ...others,
  };
}

/** Pages are printed as they come, so that a list of any length needs the memory of one page. */
async function printPages(
  io: Io,
  pages: AsyncIterable<Page<unknown>>,
  { json, limit = Infinity }: Pick<GetFlags, "json" | "limit">,
): Promise<void> {
  const asArray = json === true;
  let count = 0;
  for await (const { items, invalidItems } of pages) {
    const all = [...items, ...invalidItems.map((invalidItem) => invalidItem.item)];
    for (const item of all.slice(0, limit - count)) {
      if (asArray) io.out(`${count === 0 ? "[\n" : ",\n"}${JSON.stringify(item)}`);
      else printLine(io, item);
      count += 1;
    }
    if (count >= limit) break;
  }
  if (asArray) io.out(count === 0 ? "[]\n" : "\n]\n");
}

function printAnswer(io: Io, answer: unknown, asDocument: boolean): void {
  if (Array.isArray(answer) && !asDocument) for (const item of answer) printLine(io, item);
  else printJson(io, answer);
}

function printLine(io: Io, item: unknown): void {
  io.out(`${JSON.stringify(item)}\n`);
}
