import type { Clock } from "../clock.js";
import { AuthError, BudgetError, HttpError, isError42, NetworkError, RateLimitError } from "../errors/index.js";
import type { Logger } from "../logger.js";
import type { Budget, WhenSpent } from "./budget.js";
import { faultOfError, faultOfReply, parseJson, type FaultKind } from "./fault.js";
import { readRateHeaders } from "./rate-headers.js";
import { retryAfterMs } from "./retry-after.js";
import { backoffMs, type RetryPolicy } from "./retry-policy.js";
import type { Reply, Send } from "./send.js";
import type { TokenProvider } from "./token.js";

export interface RequesterOptions {
  readonly url: string;
  readonly send: Send;
  readonly tokens: TokenProvider;
  readonly budget: Budget;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly retry: RetryPolicy;
  readonly whenSpent: WhenSpent;
  readonly timeoutMs: number;
  readonly userAgent: string;
  /** Throws when the caller's own maximum of hits is reached. */
  readonly checkHits: () => void;
  /** Called before each send that counts. */
  readonly onSend: () => void;
  readonly onReply: (reply: Reply) => void;
}

export interface JsonReply extends Reply {
  readonly json: unknown;
}

/** Asks for one path, however many tries that takes. */
export type RequestJson = (pathAndQuery: string, label: string, signal?: AbortSignal) => Promise<JsonReply>;

/** How one request has gone so far; each request has its own, so that nothing leaks into the next. */
interface Course {
  readonly tries: Map<FaultKind, number>;
  /** Since when nothing at all was answered, local milliseconds. */
  silentSince: number | undefined;
  refreshed: boolean;
}

type Attempt = { readonly reply: Reply; readonly token: string } | { readonly error: unknown };

/**
 * retry( limiter( auth( send ) ) ): the token is attached when the request is sent, since one that waited an hour in the
 * limiter's queue would be dead; a refused token is replaced once, and the second send pays the limiter too.
 */
export function createRequester(options: RequesterOptions): RequestJson {
  return async (path, label, signal) => {
    const course: Course = { tries: new Map(), silentSince: undefined, refreshed: false };
    for (;;) {
      options.checkHits();
      await options.budget.reserve({ whenSpent: options.whenSpent, signal });
      const attempt = await sendOnce(options, path, label, course, signal);
      if ("error" in attempt) {
        await waitAfterError(options, attempt.error, course, label, signal);
        continue;
      }
      const { reply, token } = attempt;
      if (reply.status === 401) {
        if (course.refreshed) throw refusedTwice(label);
        course.refreshed = true;
        await options.tokens.refused(token);
        continue;
      }
      const fault = faultOfReply(reply);
      if (fault !== undefined) {
        await waitAfterFault(options, fault, reply, course, label, signal);
        continue;
      }
      if (reply.status < 200 || reply.status > 299) throw answerError(reply, label);
      return { ...reply, json: parseJson(reply.text)?.value };
    }
  };
}

async function sendOnce(options: RequesterOptions, path: string, label: string, course: Course, signal: AbortSignal | undefined): Promise<Attempt> {
  const now = options.clock.now();
  course.silentSince ??= now;
  try {
    const token = await options.tokens.token();
    options.onSend();
    const reply = await options.send({
      method: "GET",
      url: options.url + path,
      label,
      headers: { "authorization": `Bearer ${token}`, "accept": "application/json", "user-agent": options.userAgent },
      timeoutMs: Math.max(1, Math.min(options.timeoutMs, options.retry.giveUpAfterMs - (now - course.silentSince))),
      signal,
    });
    course.silentSince = undefined;
    options.budget.observe(readRateHeaders(reply.headers));
    options.onReply(reply);
    return { reply, token };
  } catch (error) {
    return { error };
  }
}

/** Waits before the next try, or throws the error when there is none left. */
async function waitAfterError(options: RequesterOptions, error: unknown, course: Course, label: string, signal: AbortSignal | undefined): Promise<void> {
  const fault = faultOfError(error);
  if (fault === undefined || !isError42(error)) throw error;
  const tried = countTry(course, fault);
  const waitMs = backoffMs(options.retry, tried, options.random);
  const silentMs = course.silentSince === undefined ? 0 : options.clock.now() - course.silentSince;
  if (tried >= options.retry.tries[fault] || silentMs + waitMs >= options.retry.giveUpAfterMs) {
    throw error instanceof NetworkError ? givenUp(error, tried) : error;
  }
  options.logger.debug(`${label}: ${fault}, tried again in ${String(waitMs)} ms`);
  await options.clock.sleep(waitMs, signal);
}

async function waitAfterFault(options: RequesterOptions, fault: FaultKind, reply: Reply, course: Course, label: string, signal: AbortSignal | undefined): Promise<void> {
  const asked = retryAfterMs(reply.headers, options.clock.now());
  if (asked !== undefined && asked > options.retry.retryAfterCapMs) {
    if (fault !== "429") throw exhaustedTries(fault, reply, label, course.tries.get(fault) ?? 1);
    const resetsAt = new Date(options.clock.now() + asked);
    options.budget.exhausted(resetsAt);
    // The limiter waits, or says when to come back; the answer cost a hit, not a try.
    if (options.whenSpent === "wait") return;
    throw new BudgetError("42 says that the requests of this hour are spent", { resetsAt, hint: `the next ones are there at ${resetsAt.toISOString()}` });
  }
  const tried = countTry(course, fault);
  if (tried >= options.retry.tries[fault]) throw exhaustedTries(fault, reply, label, tried);
  const waitMs = asked ?? backoffMs(options.retry, tried, options.random);
  options.logger.debug(`${label}: ${fault}, tried again in ${String(waitMs)} ms`);
  await options.clock.sleep(waitMs, signal);
}

function givenUp(error: NetworkError, tried: number): NetworkError {
  const code = error.code === "E_TIMEOUT" || error.code === "E_BODY" ? error.code : "E_NETWORK";
  return new NetworkError(`${error.message} (${triesText(tried)})`, { code, cause: error, ...(error.hint === undefined ? {} : { hint: error.hint }) });
}

function countTry(course: Course, fault: FaultKind): number {
  const tried = (course.tries.get(fault) ?? 0) + 1;
  course.tries.set(fault, tried);
  return tried;
}

function triesText(tried: number): string {
  return tried === 1 ? "1 try" : `${String(tried)} tries`;
}

function exhaustedTries(fault: FaultKind, reply: Reply, label: string, tried: number): Error {
  const message = `${label}: ${fault === "body" ? "an answer that is cut off or not JSON" : fault} after ${triesText(tried)}`;
  if (fault === "429") return new RateLimitError(message, { hint: "another program uses the same application; give each its own" });
  if (fault === "body") return new NetworkError(message, { code: "E_BODY", context: { excerpt: excerptOf(reply.text) } });
  return new HttpError(message, { status: reply.status, retryable: true, hint: "42 has trouble; run again later" });
}

function refusedTwice(label: string): AuthError {
  return new AuthError(`${label}: 42 refused a fresh token`, { context: { status: 401 }, hint: "check that the application still exists on the intranet and may use the API" });
}

function answerError(reply: Reply, label: string): HttpError {
  const hint =
    reply.status === 403
      ? "this application may not read that; staff can ask 42 for a role, or leave the table out with --except"
      : reply.status === 404
        ? "no such thing at 42, or not for this application"
        : undefined;
  return new HttpError(`${label}: ${String(reply.status)}${messageOf(reply.text)}`, { status: reply.status, ...(hint === undefined ? {} : { hint }) });
}

/** The `message` of 42's JSON errors: `Attributes campus_id doesn't exists. …`. */
function messageOf(text: string): string {
  const body = parseJson(text)?.value;
  if (typeof body !== "object" || body === null || !("message" in body) || typeof body.message !== "string") return "";
  return ` ${body.message.slice(0, 200)}`;
}

/** The beginning of a text or HTML answer, tags taken out. */
function excerptOf(text: string): string {
  return text.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ").trim().slice(0, 80);
}
