/** Path and query of a request. Brackets, question marks and spaces are percent-encoded, so that they survive. */
export function address(path: string, parameters: readonly (readonly [string, string | number])[]): string {
  const query = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`).join("&");
  return query === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${query}`;
}

/** The same for people, not encoded: `/v2/users?filter[kind]=student&page[size]=100`. Long values are cut. */
export function label(path: string, parameters: readonly (readonly [string, string | number])[]): string {
  const query = parameters.map(([name, value]) => `${name}=${cut(String(value))}`).join("&");
  return `GET ${path}${query === "" ? "" : `?${query}`}`;
}

function cut(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 40)}…(${String(text.split(",").length)} values)`;
}
