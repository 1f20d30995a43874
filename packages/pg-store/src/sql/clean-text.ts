/**
 * What PostgreSQL's text cannot hold: NUL, and halves of surrogate pairs
 * (https://www.postgresql.org/docs/current/datatype-character.html).
 */
const unstorable = /[\0\p{Surrogate}]/gu;

/**
 * Escapes in JSON text; `JSON.stringify` writes NUL and halves of surrogate pairs as `\uXXXX`, which jsonb
 * refuses.
 */
const escapes = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g;

/** The text with U+FFFD for what cannot be stored. */
export function cleanText(text: string): string {
  return text.replace(unstorable, "\uFFFD");
}

/** A value as JSON text that jsonb takes; undefined when the value has no JSON. */
export function toJson(value: unknown): string | undefined {
  // JSON.stringify answers undefined for functions and symbols, which its type hides.
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "bigint" ? String(inner) : inner,
  ) as string | undefined;
  return text?.replace(escapes, (escape, kind: string) => (kind.length > 1 ? "\\ufffd" : escape));
}
