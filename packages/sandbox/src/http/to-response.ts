import { hexOf, mix } from "../random.js";
import type { Answer } from "./answer.js";
import { weakTag } from "./weak-tag.js";

/** What the response's headers are made of. */
export interface Envelope {
  readonly request: Request;
  /** The server's clock in milliseconds. */
  readonly now: number;
  /** Number of the request, from 1. */
  readonly count: number;
  /** Rate and application headers of a /v2 answer. */
  readonly rateHeaders: Readonly<Record<string, string>>;
}

function requestId(count: number): string {
  const hex = hexOf(count, 77, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/**
 * The response with the headers that every response has (real captures of 2022, 2026); 304 when the client
 * has it already.
 */
export function toResponse(answer: Answer, { request, now, count, rateHeaders }: Envelope): Response {
  const headers = new Headers({
    Date: new Date(now).toUTCString(),
    Server: "nginx",
    "Cache-Control": "max-age=0, private, must-revalidate",
    Vary: "Origin, Accept-Encoding",
    "X-Request-Id": requestId(count),
    "X-Runtime": (0.05 + (mix(count, 9) % 400_000) / 1_000_000).toFixed(6),
    ...rateHeaders,
    ...answer.headers,
  });
  const origin = request.headers.get("origin");
  if (origin !== null) headers.set("Access-Control-Allow-Origin", origin);
  let { status, body } = answer;
  if (status === 200 && request.method !== "POST" && body !== null) {
    const tag = weakTag(body);
    headers.set("ETag", tag);
    if (request.headers.get("if-none-match") === tag) status = 304;
  }
  if (status === 304 || status === 204 || request.method === "HEAD") body = null;
  return new Response(body, { status, headers });
}
