import { applyFault } from "../faults/apply-fault.js";
import type { Fault } from "../faults/fault.js";
import { assertAlive, findToken } from "../oauth/find-token.js";
import { readTokenRequest } from "../oauth/read-credentials.js";
import { grantToken, tokenInfo } from "../oauth/token-endpoint.js";
import { notFound, Refusal } from "../query/refusal.js";
import type { SandboxState } from "../sandbox-state.js";
import { jsonAnswer, TOO_MANY, type Answer } from "./answer.js";
import { answerResource } from "./answer-resource.js";

/** A request on its way through the sandbox. */
export interface Incoming {
  readonly request: Request;
  readonly url: URL;
  readonly query: Record<string, string>;
  /** The server's clock on arrival, in milliseconds. */
  readonly now: number;
  /**
   * The fault that applies to this request, if any. Called once, and not for requests over the rate limit, so
   * they use up no fault.
   */
  takeFault(): Fault | undefined;
}

/** The response, and what is known about the client. */
export interface Answered {
  readonly answer: Answer;
  readonly rateHeaders: Readonly<Record<string, string>>;
  readonly application: string | null;
  /** The fault that applied to the request. */
  readonly fault?: Fault | undefined;
}

/** Runs a part that may refuse, and turns a refusal into its response. */
function answered(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (typeof error.body === "string")
      return { status: error.status, headers: { ...error.headers }, body: error.body };
    return jsonAnswer(error.status, error.body, error.headers);
  }
}

function spoiled({ takeFault }: Incoming, work: () => Answer): { answer: Answer; fault: Fault | undefined } {
  const fault = takeFault();
  return { answer: fault === undefined ? answered(work) : applyFault(fault, () => answered(work)), fault };
}

async function answerToken(incoming: Incoming, state: SandboxState): Promise<Answered> {
  const asked = await readTokenRequest(incoming.request);
  let application: string | null = null;
  const spoilt = spoiled(incoming, () => {
    const granted = grantToken(asked, state.applications, state.tokens, incoming.now);
    application = granted.application.clientId;
    return jsonAnswer(200, granted.body);
  });
  return { ...spoilt, rateHeaders: {}, application };
}

function answerApi(incoming: Incoming, state: SandboxState): Answered {
  const { request, url, query, now } = incoming;
  const token = findToken(request, state.tokens);
  const application = token?.application;
  // The rate limit comes before everything else, so requests with an expired token count too.
  const admission = application === undefined ? undefined : state.rateWindows.admit(application, now);
  const wait = admission?.waitSeconds ?? null;
  const spoilt =
    wait !== null
      ? { answer: tooMany(wait, state.retryAfter) }
      : spoiled(incoming, () => {
          assertAlive(token, now);
          const route =
            request.method === "GET" || request.method === "HEAD" ? state.findRoute(url.pathname) : undefined;
          if (route === undefined) throw notFound();
          if (application?.forbidden.includes(route.endpoint.resource) === true) throw denied();
          return answerResource({
            route,
            address: `${url.origin}${url.pathname}`,
            query,
            world: state.world,
            cache: state.cache,
            now,
          });
        });
  return { ...spoilt, rateHeaders: admission?.headers ?? {}, application: application?.clientId ?? null };
}

/** Answers any request: token, token info, the API, or an unknown path. */
export async function answerRequest(incoming: Incoming, state: SandboxState): Promise<Answered> {
  const { request, url, now } = incoming;
  if (url.pathname === "/oauth/token" && request.method === "POST") return answerToken(incoming, state);
  if (url.pathname === "/oauth/token/info") {
    const token = findToken(request, state.tokens);
    const spoilt = spoiled(incoming, () => {
      assertAlive(token, now);
      return jsonAnswer(200, tokenInfo(token, now));
    });
    return { ...spoilt, rateHeaders: {}, application: token?.application.clientId ?? null };
  }
  if (url.pathname.startsWith("/v2/")) return answerApi(incoming, state);
  const spoilt = spoiled(incoming, () => {
    throw notFound();
  });
  return { ...spoilt, rateHeaders: {}, application: null };
}

const tooMany = (waitSeconds: number, tellsWait: boolean): Answer => ({
  status: 429,
  headers: { "Content-Type": "text/plain", ...(tellsWait ? { "Retry-After": String(waitSeconds) } : {}) },
  body: TOO_MANY,
});

/** The response for a resource that this application may not read (real capture of 2026). */
const denied = (): Refusal =>
  new Refusal(403, {
    status: 403,
    data: { error: "Access Denied", message: "You are not authorized to access this page." },
  });
