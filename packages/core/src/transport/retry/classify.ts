import type { Fault, FaultKind, Outcome, RawAnswer } from "./fault.js";
import { retryAfterToMs } from "./retry-after.js";

/** An answer of the API, parsed. */
export interface Parsed {
  readonly json: unknown;
  readonly answer: RawAnswer;
}

/**
 * What an answer means: its JSON, or a fault. 400, 403, 404, 422 and the like are `refused`: the same request
 * would get the same answer again.
 */
export function classify(answer: RawAnswer): Outcome<Parsed> {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    const json = parse(answer.text);
    return json.ok
      ? { ok: true, value: { json: json.value, answer } }
      : { ok: false, fault: bodyFault(answer) };
  }
  return { ok: false, fault: fault(answer, kindOf(status), String(status)) };
}

function kindOf(status: number): Fault["kind"] {
  if (status === 401) return "unauthorized";
  if (status < 500 && status !== 429) return "refused";
  const own: readonly FaultKind[] = ["429", "500", "502", "503", "504"];
  // Others, such as 520 to 527 of the gateway in front of the API, are server errors as well.
  return own.find((kind) => kind === String(status)) ?? "500";
}

function parse(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

const bodyReason = {
  empty: "an empty answer",
  html: "an HTML page instead of JSON",
  "not json": "an answer that is truncated or not JSON",
} as const;

function bodyFault(answer: RawAnswer): Fault {
  const start = answer.text.trimStart();
  const body = start === "" ? "empty" : start.startsWith("<") ? "html" : "not json";
  return { ...fault(answer, "body", bodyReason[body]), body };
}

function fault(answer: RawAnswer, kind: Fault["kind"], reason: string): Fault {
  return {
    kind,
    reason,
    status: answer.status,
    retryAfterMs: retryAfterToMs(answer.headers, answer.receivedAt),
    // The body of a successful answer is personal data even when it is truncated: only error answers are
    // quoted.
    excerpt: kind === "body" ? null : excerpt(answer.text),
    tookMs: Math.max(0, answer.receivedAt - answer.sentAt),
  };
}

/**
 * The body's text, at most 200 characters: the `message` of 42's JSON errors, otherwise the text without
 * tags. Anything that looks like a token or secret (32 or more hexadecimal digits) is removed.
 */
function excerpt(text: string): string | null {
  const plain = (messageOf(text) ?? text)
    .slice(0, 4000)
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/gi, " ")
    .replaceAll(/[0-9a-f]{32,}/gi, "…")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (plain === "") return null;
  return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
}

/** `Attributes campus_id doesn't exists. You can only filter on: …` */
function messageOf(text: string): string | null {
  const body = parse(text);
  if (!body.ok || typeof body.value !== "object" || body.value === null) return null;
  if ("message" in body.value && typeof body.value.message === "string") return body.value.message;
  return "error" in body.value && typeof body.value.error === "string" ? body.value.error : null;
}
