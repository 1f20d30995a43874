const special = /["\\]/g;

/**
 * Texts as an array that PostgreSQL reads: `{"a","b\"c",NULL}`. Written here rather than by the driver, so
 * that every driver sends the same.
 */
export function toArrayLiteral(values: readonly (string | null)[]): string {
  const parts = values.map((value) => (value === null ? "NULL" : quote(value)));
  return `{${parts.join(",")}}`;
}

/**
 * One column of several rows as an array that PostgreSQL reads.
 *
 * @param plain whether no value holds a quote, a backslash, a comma, a brace or a space, nor is empty or
 * `NULL`: then it goes as it is
 */
export function toColumnLiteral(
  rows: readonly (readonly (string | null)[])[],
  at: number,
  plain: boolean,
): string {
  const parts = rows.map((values) => {
    const value = values[at] ?? null;
    return value === null ? "NULL" : plain ? value : quote(value);
  });
  return `{${parts.join(",")}}`;
}

function quote(value: string): string {
  return `"${value.replace(special, "\\$&")}"`;
}
