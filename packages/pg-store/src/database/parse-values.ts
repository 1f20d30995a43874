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

/** What `pg` asks for the parsers of a connection: its option `types`. */
export interface PgTypes {
  // `any`, as pg declares it: the value depends on the type.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  getTypeParser(oid: number, format?: any): any;
}

/**
 * Makes `pg` hand out values as the row types declare them: ids as numbers (as text beyond 2^53), where `pg`
 * by itself gives every bigint as text.
 *
 * @param types pg's own, for everything else.
 * @example
 * const pool = new pg.Pool({ connectionString, types: pgRowTypes(pg.types) });
 */
export function pgRowTypes(types: PgTypes): PgTypes {
  return {
    getTypeParser: (oid, format: unknown) =>
      (format === "binary" ? undefined : parserOf(oid)) ?? (types.getTypeParser(oid, format) as unknown),
  };
}

/** The same for PGlite: `new PGlite({ parsers: pgliteParsers() })`. */
export function pgliteParsers(): Record<number, (value: string) => unknown> {
  return { ...parsers };
}

/** The same values from both drivers: the option of `pg`, over the driver's own parsers. */
function parserOf(oid: number): ((value: string) => unknown) | undefined {
  return parsers[oid];
}
