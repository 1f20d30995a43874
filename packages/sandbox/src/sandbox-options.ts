import type { Fault } from "./faults/fault.js";
import type { LifeReport } from "./life/life-report.js";

/** One JSON object as the API shows it. */
export type ApiRow = Record<string, unknown>;

/** An OAuth application: who asks, how fast it may, and what it may not see. */
export interface SandboxApplication {
  /** Sent back in `X-Application-Id`. */
  readonly id: number;
  /** Sent back in `X-Application-Name`. */
  readonly name: string;
  /** The UID, `u-s4t2ud-…` on the intranet. */
  readonly clientId: string;
  /** The secret, `s-s4t2ud-…` on the intranet. */
  readonly clientSecret: string;
  /** The secret that takes over when this one is rotated or runs out. */
  readonly nextSecret?: string;
  /**
   * When the current secret stops working; told in token answers as `secret_valid_until`.
   * @default null (not told, never)
   */
  readonly secretValidUntil?: Date | null;
  /** Requests per clock second. @default 2 (official guide) */
  readonly perSecond?: number;
  /** Requests per clock hour. @default 1200 (official guide) */
  readonly perHour?: number;
  /** Role names, sent back in `X-Application-Roles`. @default none, shown as `None` */
  readonly roles?: readonly string[];
  /** Scopes that the application may ask for. @default ["public"] */
  readonly scopes?: readonly string[];
  /** Names of resources that are answered 403, as happens to applications without a role. @default none */
  readonly forbidden?: readonly string[];
}

/** Rows to serve instead of a generated world, by list: `campus`, `projects`, `cursus_21_users`, … */
export interface RecordedData {
  /** The server's clock when the rows were read. */
  readonly now?: Date | string;
  /** Rows by the name of their list; a list that is not named is empty. */
  readonly lists: Readonly<Record<string, readonly ApiRow[]>>;
}

/** How a sandbox is made. Everything has a default. */
export interface SandboxOptions {
  /** Of the generated world, its life and the faults' chances. @default 42 */
  readonly seed?: number;
  /** Students in cursus 21, 0 to about 40,000 (as many as 42 has). @default 200 */
  readonly size?: number;
  /**
   * The server's clock at creation: the same day each time, so that the same seed makes the same world. `new
   * Date()` is today, as the command `42sync sandbox` has it.
   * @default 2026-11-23T08:00:00Z, or the recorded data's clock
   */
  readonly now?: Date | string;
  /** Local milliseconds that drive the server's clock. @default Date.now */
  readonly clock?: () => number;
  /** Who may ask. @default [DEMO_APPLICATION] */
  readonly applications?: readonly SandboxApplication[];
  /** Rows to serve instead of a generated world; they do not change by themselves. */
  readonly data?: RecordedData;
  /** Whether a 429 carries `Retry-After`: seen on some answers of 2026, missing on others. @default true */
  readonly retryAfter?: boolean;
  /** Seconds that a token lives. @default 7200 (official guide) */
  readonly tokenLifeSeconds?: number;
  /** Milliseconds before each answer, or a function of the request. @default 0 */
  readonly latencyMs?: number | ((request: Request) => number);
}

/** A request that the sandbox received. */
export interface RequestRecord {
  /** The server's clock on arrival. */
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  /** Decoded: `{ "filter[user_id]": "1,2" }`. */
  readonly query: Record<string, string>;
  /** 0 when no answer was given (reset, hang). */
  readonly status: number;
  /** The application's client id, or null when the request did not prove one. */
  readonly application: string | null;
}

/** A local 42: one function from request to answer, its clock, its rows and its accidents. */
export interface Sandbox {
  /** The base address that `fetch` answers; any host is accepted. */
  readonly url: string;
  /** Drop-in for `globalThis.fetch`; honours the abort signal. */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** The server's clock. */
  readonly now: Date;
  /** Moves the server's clock, by milliseconds or `"15m"`, `"4h"`, `"2d"`, and lets life happen meanwhile. */
  advance(duration: number | string): LifeReport;
  /** The truth: every row of a resource as a list shows it, by ascending id. */
  rows(resource: string): readonly ApiRow[];
  /** Adds a row. What the row leaves out gets a plain default; an id is given if it has none. */
  insert(resource: string, row: ApiRow): void;
  /** Changes a row and moves its `updated_at` to now; `touch: false` changes it silently. */
  update(resource: string, id: number, change: ApiRow, options?: { touch?: boolean }): void;
  /** Removes a row. The API never tells. */
  remove(resource: string, id: number): void;
  /** Replaces all rows, and the clock when the data tells one. */
  load(data: RecordedData): void;
  /** Lists of the recorded data that the sandbox does not serve. */
  readonly ignored: readonly string[];
  /** Injects a fault; the returned function takes it back. */
  fault(fault: Fault): () => void;
  /** Every request so far, token requests included, newest last. */
  readonly requests: readonly RequestRecord[];
  clearRequests(): void;
  /** The current secret stops working and `nextSecret` takes its place. Live tokens stay alive. */
  rotateSecret(clientId: string): void;
  /** The live token stops working: 401 until a new one is asked for. */
  expireToken(clientId: string): void;
}
