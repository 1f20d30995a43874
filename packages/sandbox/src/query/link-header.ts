/**
 * The `Link` header of a page, null when everything fits one page. The order of relations is first, prev,
 * last, next. The links contain the query with `page=N`: `page[size]` is lost, `per_page` stays (observed
 * in real responses, 2022, and in the gem that makes them).
 */
export function linkHeader(
  address: string,
  query: Readonly<Record<string, string>>,
  page: number,
  lastPage: number,
): string | null {
  const rest = Object.entries(query).filter(([key]) => !/^page(\[.*\])?$/.test(key));
  const link = (to: number, relation: string): string => {
    const pairs = [...rest, ["page", String(to)] as const].map(
      ([key, value]) => `${encode(key)}=${encode(value)}`,
    );
    return `<${address}?${pairs.sort().join("&")}>; rel="${relation}"`;
  };
  const links: string[] = [];
  if (page > 1) links.push(link(1, "first"), link(page - 1, "prev"));
  if (page < lastPage) links.push(link(lastPage, "last"), link(page + 1, "next"));
  return links.length === 0 ? null : links.join(", ");
}

/** Escapes a query like Ruby: also `[`, `]`, `,`, `?`, and a space as `+`. */
const encode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*~]/g, escapeOne)
    .replaceAll("%20", "+");

const escapeOne = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
