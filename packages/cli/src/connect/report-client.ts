import type { Hooks, Logger } from "@42sync/core";
import type { Log } from "../terminal/io.js";
import { showBytes, showSeconds, showTime } from "../terminal/text.js";

/** Failures of a request that are not logged yet: most are over with the next attempt. */
const quietAttempts = 2;

/**
 * Logs what a client does: always warnings, the wait for the next hour and a request that keeps failing; with
 * --debug also requests, answers and every attempt.
 */
export function reportClient(log: Log, debug: boolean): Hooks & { readonly logger: Logger } {
  return {
    logger: {
      // The hooks report these.
      debug: () => undefined,
      info: () => undefined,
      warn: (message) => {
        log({ level: "warn", message });
      },
      error: (message) => {
        log({ level: "error", message });
      },
    },
    onWait: ({ reason, ms, until }) => {
      if (reason !== "hour") return;
      log({
        level: "info",
        message: `hourly limit reached; waiting ${showSeconds(ms / 1000)}, until ${showTime(until)}`,
        waitMs: Math.round(ms),
        until: until.toISOString(),
      });
    },
    onRetry: (retry) => {
      if (retry.attempts > quietAttempts)
        logRetry(log, { ...retry, level: "warn", delay: showSeconds(retry.delayMs / 1000) });
    },
    ...(debug ? requestHooks(log) : {}),
  };
}

function requestHooks(log: Log): Pick<Hooks, "onRequest" | "onResponse" | "onRetry"> {
  return {
    onRequest: ({ method, path, waitedMs }) => {
      const waited = waitedMs < 1 ? "" : `, waited ${showMs(waitedMs)}`;
      log({ level: "debug", message: `${method} ${path}${waited}`, method, path, waitedMs });
    },
    onResponse: ({ path, status, bytes, tookMs, remainingThisHour }) => {
      const remaining =
        remainingThisHour === null ? "" : `, ${String(remainingThisHour)} remaining this hour`;
      log({
        level: "debug",
        message: `${String(status)} ${path}: ${showBytes(bytes)} in ${showMs(tookMs)}${remaining}`,
        ...{ path, status, bytes, tookMs, remainingThisHour },
      });
    },
    onRetry: (retry) => {
      logRetry(log, { ...retry, level: "debug", delay: showMs(retry.delayMs) });
    },
  };
}

interface Retry {
  readonly level: "debug" | "warn";
  readonly path: string;
  readonly reason: string;
  readonly attempts: number;
  readonly delayMs: number;
  /** `delayMs` as text. */
  readonly delay: string;
}

function logRetry(log: Log, { level, path, reason, attempts, delayMs, delay }: Retry): void {
  const message = `${path}: ${reason}, attempt ${String(attempts + 1)} in ${delay}`;
  log({ level, message, path, reason, attempts, delayMs });
}

function showMs(ms: number): string {
  return `${String(Math.round(ms))} ms`;
}
