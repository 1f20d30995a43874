import type { Between } from "./probed.js";

/** 42 ignores a parameter: it answers as if it had not been sent. */
export const ignoring =
  (...names: readonly string[]): Between =>
  (url, send) => {
    for (const name of names) url.searchParams.delete(name);
    return send(url);
  };

/** 42 refuses requests with a parameter. */
export const refusing =
  (name: string, status = 400): Between =>
  async (url, send) =>
    url.searchParams.has(name) ? Response.json({ error: "Error" }, { status }) : send(url);

/** 42 takes another value of a parameter than the one that was sent. */
export const taking =
  (name: string, change: (value: string) => string): Between =>
  (url, send) => {
    const value = url.searchParams.get(name);
    if (value !== null) url.searchParams.set(name, change(value));
    return send(url);
  };

/** Only lists of this path are so. */
export const at =
  (path: string, between: Between): Between =>
  (url, send) =>
    url.pathname === path ? between(url, send) : send(url);

/** 42 answers the same rows with other headers; undefined removes one. */
export const withHeaders =
  (change: (headers: Headers, url: URL) => Readonly<Record<string, string | undefined>>): Between =>
  async (url, send) => {
    const answer = await send(url);
    const headers = new Headers(answer.headers);
    for (const [name, value] of Object.entries(change(answer.headers, url)))
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    return new Response(await answer.text(), { status: answer.status, headers });
  };

/** 42 answers other rows. */
export const withRows =
  (change: (rows: Record<string, unknown>[]) => readonly unknown[]): Between =>
  async (url, send) => {
    const answer = await send(url);
    const rows = (await answer.json()) as Record<string, unknown>[]; // the sandbox's lists are lists of objects
    return new Response(JSON.stringify(change(rows)), { status: answer.status, headers: answer.headers });
  };

/** 42 answers as ever. */
export const sound: Between = (url, send) => send(url);
