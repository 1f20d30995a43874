/**
 * The `Link` header of a page, null when everything fits one page. Relations come in the order first, prev,
 * last, next, and the links carry the query with `page=N`: `page[size]` is lost, `per_page` stays (observed
 * in real answers, 2022, and the gem that makes them).
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

/** As Ruby escapes a query: also `[`, `]`, `,`, `?`, and a space as `+`. */
const encode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*~]/g, escapeOne)
    .replaceAll("%20", "+");

const escapeOne = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
