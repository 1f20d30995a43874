import type { Fault } from "./faults/fault.js";
import type { LifeReport } from "./life/life-report.js";

/** One JSON object as the API shows it. */
export type ApiRow = Record<string, unknown>;

/** An OAuth application: its credentials, its limits, and what it may not read. */
export interface SandboxApplication {
  /** Sent back in `X-Application-Id`. */
  readonly id: number;
  /** Sent back in `X-Application-Name`. */
  readonly name: string;
  /** The UID, `u-s4t2ud-…` on the intranet. */
  readonly clientId: string;
  /** The secret, `s-s4t2ud-…` on the intranet. */
  readonly clientSecret: string;
  /** The secret that takes over when this one is rotated or expires. */
  readonly nextSecret?: string;
  /**
   * When the current secret stops working; token responses contain it as `secret_valid_until`.
   * @default null (never, and not reported)
   */
  readonly secretValidUntil?: Date | null;
  /** Requests per clock second. @default 2 (official guide) */
  readonly perSecond?: number;
  /** Requests per clock hour. @default 1200 (official guide) */
  readonly perHour?: number;
  /** Role names, sent back in `X-Application-Roles`. @default none, shown as `None` */
  readonly roles?: readonly string[];
  /** Scopes that the application may request. @default ["public"] */
  readonly scopes?: readonly string[];
  /** Resources that get a 403, as happens to applications without a role. @default none */
  readonly forbidden?: readonly string[];
}

/** Rows to serve instead of a generated world, by list: `campus`, `projects`, `cursus_21_users`, … */
export interface RecordedData {
  /** The server's clock when the rows were read. */
  readonly now?: Date | string;
  /** Rows by the name of their list; other lists are empty. */
  readonly lists: Readonly<Record<string, readonly ApiRow[]>>;
}

/** Options of a sandbox. All have a default. */
export interface SandboxOptions {
  /** For the generated world, its life and the probability of faults. @default 42 */
  readonly seed?: number;
  /** Students in cursus 21, 0 to about 40,000 (as many as 42 has). @default 200 */
  readonly size?: number;
  /**
   * The server's clock at creation. It is fixed, so that the same seed gives the same world. `new
   * Date()` starts today, as the command `42sync sandbox` does.
   * @default 2026-11-23T08:00:00Z, or the recorded data's clock
   */
  readonly now?: Date | string;
  /** The local milliseconds that drive the server's clock. @default Date.now */
  readonly clock?: () => number;
  /** The known applications. @default [DEMO_APPLICATION] */
  readonly applications?: readonly SandboxApplication[];
  /** Rows to serve instead of a generated world; they don't change by themselves. */
  readonly data?: RecordedData;
  /** Whether a 429 has a `Retry-After`: some responses of 2026 had it, others didn't. @default true */
  readonly retryAfter?: boolean;
  /** Lifetime of a token in seconds. @default 7200 (official guide) */
  readonly tokenLifeSeconds?: number;
  /** Milliseconds before each response, or a function of the request. @default 0 */
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
  /** 0 when there was no response (reset, hang). */
  readonly status: number;
  /** The application's client id, or null when the request didn't authenticate. */
  readonly application: string | null;
}

/** A local 42: a function from request to response, with its clock, its rows and its faults. */
export interface Sandbox {
  /** The base address that `fetch` answers; any host is accepted. */
  readonly url: string;
  /** Drop-in replacement for `globalThis.fetch`; obeys the abort signal. */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** The server's clock. */
  readonly now: Date;
  /** Moves the server's clock by milliseconds or `"15m"`, `"4h"`, `"2d"`, and simulates school life meanwhile. */
  advance(duration: number | string): LifeReport;
  /** Every row of a resource as a list shows it, by ascending id; compare a copy with it. */
  rows(resource: string): readonly ApiRow[];
  /** Adds a row. Missing columns get a plain default; a missing id is assigned. */
  insert(resource: string, row: ApiRow): void;
  /** Changes a row and moves its `updated_at` to now; `touch: false` changes it silently. */
  update(resource: string, id: number, change: ApiRow, options?: { touch?: boolean }): void;
  /** Removes a row. The API never reports it. */
  remove(resource: string, id: number): void;
  /** Replaces all rows, and sets the clock if the data has one. */
  load(data: RecordedData): void;
  /** Lists of the recorded data that the sandbox doesn't serve. */
  readonly ignored: readonly string[];
  /** Injects a fault; the returned function removes it. */
  fault(fault: Fault): () => void;
  /** Every request so far, token requests included, newest last. */
  readonly requests: readonly RequestRecord[];
  clearRequests(): void;
  /** The current secret stops working and `nextSecret` takes its place. Live tokens stay alive. */
  rotateSecret(clientId: string): void;
  /** The live token stops working: 401 until a new one is requested. */
  expireToken(clientId: string): void;
}
