const special = /["\\]/g;

/** Texts as an array that PostgreSQL reads: `{"a","b\"c",NULL}`. Written here rather than by the driver, so that every driver sends the same. */
export function toArrayLiteral(values: readonly (string | null)[]): string {
  const parts = values.map((value) => (value === null ? "NULL" : `"${value.replace(special, "\\$&")}"`));
  return `{${parts.join(",")}}`;
}
