/** What a token request contains, wherever it puts it. */
export type TokenRequest = Readonly<Record<string, string>>;

function fromBasic(header: string | null): TokenRequest {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return {};
  try {
    const [id = "", ...rest] = atob(encoded).split(":");
    return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(rest.join(":")) };
  } catch {
    return {}; // invalid base64 or a stray %: the client is unknown
  }
}

function fromBody(body: string, contentType: string): TokenRequest {
  if (body === "") return {};
  if (!contentType.includes("json")) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
    );
  } catch {
    return {};
  }
}

/**
 * Reads client and grant from the query, HTTP Basic, a form or a JSON body: the API accepts all four (observed in
 * 2026).
 */
export async function readTokenRequest(request: Request): Promise<TokenRequest> {
  return {
    ...Object.fromEntries(new URL(request.url).searchParams),
    ...fromBasic(request.headers.get("authorization")),
    ...fromBody(await request.text(), request.headers.get("content-type") ?? ""),
  };
}
