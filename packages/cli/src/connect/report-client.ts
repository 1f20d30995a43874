import type { Hooks, Logger } from "@42sync/core";
import { showBytes, showSeconds, showTime } from "../terminal/text.js";

/** Failures of a request before they are told: most are over with the next try. */
const quietAttempts = 2;

/**
 * What a client does, as lines: warnings, the wait for the next hour and a request that keeps failing always;
 * requests, answers and every further try with --debug.
 */
export function reportClient(
  say: (line: string) => void,
  debug: boolean,
): Hooks & { readonly logger: Logger } {
  return {
    logger: {
      // Told by the hooks.
      debug: () => undefined,
      info: () => undefined,
      warn: (message) => {
        say(`warning: ${message}`);
      },
      error: (message) => {
        say(`error: ${message}`);
      },
    },
    onWait: ({ reason, ms, until }) => {
      if (reason === "hour")
        say(`the hour's requests are spent; waiting ${showSeconds(ms / 1000)}, until ${showTime(until)}`);
    },
    onRetry: ({ path, reason, attempts, delayMs }) => {
      if (attempts > quietAttempts)
        say(`warning: ${path}: ${reason}, try ${String(attempts + 1)} in ${showSeconds(delayMs / 1000)}`);
    },
    ...(debug ? requestLines(say) : {}),
  };
}

function requestLines(say: (line: string) => void): Pick<Hooks, "onRequest" | "onResponse" | "onRetry"> {
  return {
    onRequest: ({ method, path, waitedMs }) => {
      say(`debug: ${method} ${path}${waitedMs < 1 ? "" : `, held back ${String(Math.round(waitedMs))} ms`}`);
    },
    onResponse: ({ path, status, bytes, tookMs, remainingThisHour }) => {
      say(
        `debug: ${String(status)} ${path}: ${showBytes(bytes)} in ${String(Math.round(tookMs))} ` +
          `ms${remainingThisHour === null ? "" : `, ${String(remainingThisHour)} left in this hour`}`,
      );
    },
    onRetry: ({ path, reason, attempts, delayMs }) => {
      say(`debug: ${path}: ${reason}, try ${String(attempts + 1)} in ${String(Math.round(delayMs))} ms`);
    },
  };
}
