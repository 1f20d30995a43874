import type { Clock } from "../clock.js";
import { readDate } from "../transport/rate-headers.js";
import type { Reply } from "../transport/send.js";

/** What the client has seen: hits, bytes, and the server's clock. */
export class Journal {
  hits = 0;
  bytes = 0;
  #times: number[] = [];
  #seen: { readonly date: number; readonly at: number } | undefined;

  constructor(readonly clock: Clock) {}

  hit(): void {
    this.hits += 1;
    this.#times.push(this.clock.now());
    if (this.#times.length > 4096) this.perSecond();
  }

  see(reply: Reply): void {
    const date = readDate(reply.headers);
    if (date !== undefined) this.#seen = { date: date.getTime(), at: this.clock.now() };
  }

  serverNow(): Date | undefined {
    if (this.#seen === undefined) return undefined;
    return new Date(this.#seen.date + Math.max(0, this.clock.now() - this.#seen.at));
  }

  perSecond(): number {
    const now = this.clock.now();
    this.#times = this.#times.filter((time) => time > now - 60_000);
    const first = this.#times[0];
    return first === undefined ? 0 : this.#times.length / Math.max(1, (now - first) / 1000);
  }
}
