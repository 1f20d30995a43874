import { ConfigError } from "@42sync/core";

/**
 * The path, with its query, of what was pasted: an address on the API's host loses what is in front of its
 * path, anything else stays. What is then asked goes to the API's own address, so that `http` and a name in
 * front of the host change nothing.
 *
 * @throws ConfigError when it is an address of another host, which must not get the token.
 */
export function toApiPath(text: string, apiUrl: string): string {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  const hint = "give a path, as /v2/users; another API is named by FORTYTWO_API_URL";
  if (!URL.canParse(text)) throw new ConfigError("the address cannot be read", { hint });
  const [given, api] = [new URL(text), new URL(apiUrl)];
  const base = api.pathname.replace(/\/$/, "");
  // Without path and query, which may hold secrets.
  const shown = `${given.protocol}//${given.host}`;
  if (!/^https?:$/.test(given.protocol) || given.host !== api.host)
    throw new ConfigError(`${shown} is not ${api.origin}, which alone gets the token`, { hint });
  if (!`${given.pathname}/`.startsWith(`${base}/`))
    throw new ConfigError(`the address is not below ${api.origin}${base}, where the API is`, { hint });
  return `${given.pathname.slice(base.length)}${given.search}`;
}
