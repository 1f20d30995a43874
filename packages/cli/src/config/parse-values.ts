import { InvalidArgumentError } from "commander";

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `90s`, `15m`, `26h`, `2d` to milliseconds; undefined when it isn't a duration. */
export function toDurationMs(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(s|min|m|h|d)$/.exec(text.trim()) ?? [];
  const ms = unitMs[unit ?? ""];
  return amount === undefined || ms === undefined ? undefined : Number(amount) * ms;
}

/** A duration of a flag, in milliseconds. */
export function parseDuration(text: string): number {
  const ms = toDurationMs(text);
  if (ms === undefined) throw new InvalidArgumentError("it must be a duration, like 90s, 15m, 26h or 2d");
  return ms;
}

/** A moment of a flag: an instant, or so long ago. */
export type Moment = { readonly at: Date } | { readonly agoMs: number };

/** `24h` or an ISO date or date-time; without a zone it is UTC. */
export function parseMoment(text: string): Moment {
  const agoMs = toDurationMs(text);
  if (agoMs !== undefined) return { agoMs };
  const [, day, time = "T00:00:00", zone = "Z"] =
    /^(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(text.trim()) ??
    [];
  const at = new Date(day === undefined ? NaN : `${day}${time.replace(" ", "T")}${zone}`);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError("it must be a time, like 24h (ago), 2026-11-23 or 2026-11-23T08:00:00Z");
  return { at };
}

/** `12,paris,"Le Havre"`: the names without spaces and quotes around them, empty ones dropped. */
export function splitList(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim().replaceAll(/^["']|["']$/g, ""))
    .filter((part) => part !== "");
}

/** A whole number from `min` to `max`. */
export function parseWhole(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
    if (Number.isNaN(number) || number < min || number > max) {
      throw new InvalidArgumentError(
        max === Number.MAX_SAFE_INTEGER
          ? `it must be a whole number from ${String(min)}`
          : `it must be a whole number from ${String(min)} to ${String(max)}`,
      );
    }
    return number;
  };
}
