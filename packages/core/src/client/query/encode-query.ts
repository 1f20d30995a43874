/** Names and values of a query, in order, not encoded. */
export type Params = readonly (readonly [name: string, value: string])[];

/** `page%5Bsize%5D=100&filter%5Balumni%3F%5D=false`: every bracket, space, `+`, `?` and `&` survives. */
export function encodeQuery(params: Params): string {
  return params.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
}

/** The same for people to read. */
export function showQuery(params: Params): string {
  return params.map(([name, value]) => `${name}=${value}`).join("&");
}

/** A path with its query; the path may carry one already. */
export function withQuery(path: string, query: string): string {
  if (query === "") return path;
  return `${path}${path.includes("?") ? "&" : "?"}${query}`;
}
