/** Types whose default parsing differs between drivers or loses something, by OID (pg_type.dat). */
const parsers: Readonly<Record<number, (value: string) => unknown>> = {
  20: toNumber, // int8
  1016: (value) => toArray(value), // int8[]
  1082: (value) => value, // date: an instant would move it by the local time zone
  1186: (value) => value, // interval
  1700: (value) => value, // numeric
};

/** A whole number, or its text where JavaScript would round it. */
function toNumber(value: string): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function toArray(value: string): unknown {
  const items = value.slice(1, -1);
  return items === "" ? [] : items.split(",").map((item) => (item === "NULL" ? null : toNumber(item)));
}

/** The same values from both drivers: PGlite's option. */
export function pgliteParsers(): Record<number, (value: string) => unknown> {
  return { ...parsers };
}

/** The same values from both drivers: the option of `pg`, over the driver's own parsers. */
export function parserOf(oid: number): ((value: string) => unknown) | undefined {
  return parsers[oid];
}
