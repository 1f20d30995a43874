import { SandboxError } from "./sandbox-error.js";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `"90s"`, `"15m"`, `"4h"`, `"2d"`, `"1h30m"` or a number of milliseconds, to milliseconds. */
export function parseDuration(duration: number | string): number {
  if (typeof duration === "number" && Number.isFinite(duration) && duration >= 0) return duration;
  const text = String(duration);
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) {
    throw new SandboxError(
      "E_SANDBOX_DURATION",
      `"${text}" isn't a duration: use milliseconds, or for example "15m", "4h", "2d"`,
    );
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
    total += Number(amount) * (UNITS[unit ?? "ms"] ?? 1);
  return total;
}
