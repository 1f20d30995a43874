import { ConfigError } from "@42sync/core";

export interface ListFlags {
  readonly filter: readonly string[];
  readonly range: readonly string[];
  readonly sort?: string | undefined;
  readonly pageSize?: number | undefined;
}

/** What a path and its flags ask for. */
export interface ListRequest {
  /** Without the query, with a slash in front. */
  readonly path: string;
  readonly filter: Readonly<Record<string, string>>;
  readonly range: Readonly<Record<string, string>>;
  readonly sort: string | undefined;
  readonly pageSize: number | undefined;
  /** Parameters of the path's query that are none of these, as they were written. */
  readonly others: Readonly<Record<string, string>>;
}

/**
 * Reads `/v2/users?filter[kind]=student`, or the same behind the API's address, and the flags; a flag wins
 * over the query. The slash in front may be missing: some shells on Windows make a folder's name of it.
 * @throws ConfigError for what is no `name=value`, and for the address of another host
 */
export function readListRequest(text: string, flags: ListFlags, apiUrl: string): ListRequest {
  const [before = "", ...after] = toApiPath(text, apiUrl).split("?");
  const filter: Record<string, string> = {};
  const range: Record<string, string> = {};
  const others: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(after.join("?"))) {
    const [, kind, name] = /^(filter|range)\[(.+)\]$/.exec(key) ?? [];
    if (name === undefined) others[key] = value;
    else (kind === "filter" ? filter : range)[name] = value;
  }
  Object.assign(filter, readPairs("--filter", flags.filter));
  Object.assign(range, readPairs("--range", flags.range));
  const { sort, "page[size]": pageSize, ...rest } = others;
  const size = flags.pageSize ?? (pageSize === undefined ? undefined : Number(pageSize));
  return {
    path: /^v\d+\//.test(before) ? `/${before}` : before,
    filter,
    range,
    sort: flags.sort ?? sort,
    pageSize: size,
    others: rest,
  };
}

/** `a=1` and `a=2` are `a=1,2`, as 42 writes alternatives. */
function readPairs(flag: string, texts: readonly string[]): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const text of texts) {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new ConfigError(`${flag} ${text}: name=value is needed`, {
        hint: "for example: --filter kind=student --range id=1,999",
      });
    if (flag === "--range" && name in pairs)
      throw new ConfigError(`--range ${name} is given twice`, { hint: "one range for each name" });
    pairs[name] = name in pairs ? `${pairs[name] ?? ""},${value}` : value;
  }
  return pairs;
}

/**
 * The path, with its query, of what was pasted: an address on the API's host loses what is in front of its
 * path, anything else stays. What is then asked goes to the API's own address, so that `http` and a name in
 * front of the host change nothing.
 *
 * @throws ConfigError when it is an address of another host, which must not get the token.
 */
function toApiPath(text: string, apiUrl: string): string {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  const hint = "give a path, like /v2/users; set FORTYTWO_API_URL for another API";
  if (!URL.canParse(text)) throw new ConfigError("not a valid address", { hint });
  const [given, api] = [new URL(text), new URL(apiUrl)];
  const base = api.pathname.replace(/\/$/, "");
  // Without path and query, which may hold secrets.
  const shown = `${given.protocol}//${given.host}`;
  if (!/^https?:$/.test(given.protocol) || given.host !== api.host)
    throw new ConfigError(`${shown} is not ${api.origin}, and only that gets the token`, { hint });
  if (!`${given.pathname}/`.startsWith(`${base}/`))
    throw new ConfigError(`the address is not below the API's ${api.origin}${base}`, { hint });
  return `${given.pathname.slice(base.length)}${given.search}`;
}
