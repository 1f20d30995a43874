import type { ColumnKind } from "@42sync/core/tables";
import { cleanText, toJson } from "../../sql/clean-text.js";

/** A value that its column cannot hold; not null, which it can hold. */
export const unfit: unique symbol = Symbol("unfit");

/** A value as PostgreSQL reads it from text. */
export type Fitted = string | null | typeof unfit;

/** Kinds whose fitted values hold nothing that an array literal would need quotes for. */
export const plainKinds: ReadonlySet<ColumnKind> = new Set([
  "bigint",
  "integer",
  "double",
  "boolean",
  "timestamp",
]);

/**
 * Fits a value to its column: one bad value must not sink the page that it came with.
 *
 * @returns its text, null, or `unfit`.
 */
export function fitValue(kind: ColumnKind, value: unknown): Fitted {
  return value === null || value === undefined ? null : fits[kind](value);
}

const fits: Readonly<Record<ColumnKind, (value: unknown) => Fitted>> = {
  bigint: (value) =>
    Number.isSafeInteger(value) ? String(value) : fitWhole(value, -(2n ** 63n), 2n ** 63n - 1n),
  // `| 0` keeps what 32 bits hold as it is.
  integer: (value) =>
    typeof value === "number" && (value | 0) === value
      ? String(value)
      : fitWhole(value, -(2n ** 31n), 2n ** 31n - 1n),
  double: (value) =>
    typeof value === "number" ||
    (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))
      ? String(value)
      : unfit,
  boolean: (value) => (value === true ? "t" : value === false ? "f" : unfit),
  text: (value) =>
    typeof value === "string"
      ? cleanText(value)
      : ["number", "boolean", "bigint"].includes(typeof value)
        ? String(value)
        : unfit,
  timestamp: fitInstant,
  json: (value) => toJson(value) ?? unfit,
  "bigint[]": fitIds,
};

function fitWhole(value: unknown, least: bigint, most: bigint): Fitted {
  const whole =
    (typeof value === "number" && Number.isInteger(value)) ||
    typeof value === "bigint" ||
    (typeof value === "string" && /^-?\d{1,19}$/.test(value));
  if (!whole) return unfit;
  const exact = BigInt(value);
  return exact >= least && exact <= most ? String(exact) : unfit;
}

function fitIds(value: unknown): Fitted {
  if (!Array.isArray(value)) return unfit;
  const ids = value.map((one) => fitValue("bigint", one));
  return ids.includes(unfit)
    ? unfit
    : `{${ids.map((one) => (one === null ? "NULL" : String(one))).join(",")}}`;
}

/** Months and days that exist; the 29th of February is looked at more closely. */
const day = "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)";
/** An instant as `toInstant` writes it, in a day that exists; nearly all that 42 sends are. */
const canonical = new RegExp(`^(?!0000)\\d{4}-${day}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$`);

const instant =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * An instant in UTC, to the microsecond. Without a zone it is read as UTC, so that no setting of the server
 * or of this machine matters.
 */
function fitInstant(value: unknown): Fitted {
  if (value instanceof Date) return toInstant(value.getTime());
  if (typeof value !== "string") return unfit;
  // Measured: the long way takes half of the time that a row takes in this process.
  if (canonical.test(value)) return value;
  const parts = instant.exec(value.trim());
  if (parts === null) return toInstant(Date.parse(value));
  const [, date = "", time = "00:00", seconds = "00", fraction = "", zone = "Z"] = parts;
  // JavaScript reads the 30th of February as a day in March.
  if (!isDay(date)) return unfit;
  const offset = /^(z|utc)$/i.test(zone) ? "Z" : zone.length === 3 ? `${zone}:00` : zone;
  return toInstant(
    Date.parse(`${date}T${time}:${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`),
    fraction.slice(3),
  );
}

function isDay(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

function toInstant(ms: number, microseconds = ""): Fitted {
  if (Number.isNaN(ms)) return unfit;
  const text = new Date(ms).toISOString();
  // PostgreSQL has no year 0, and JavaScript writes years beyond 9999 in a form of its own.
  return /^\d{4}-/.test(text) && !text.startsWith("0000") ? text.replace("Z", `${microseconds}Z`) : unfit;
}
