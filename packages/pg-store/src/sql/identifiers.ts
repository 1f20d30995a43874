import { ConfigError } from "@42sync/core";

/**
 * PostgreSQL cuts names at 63 bytes without an error:
 * https://www.postgresql.org/docs/current/sql-syntax-lexical.html
 */
const maxBytes = 63;

const encoder = new TextEncoder();

/** A name as SQL takes it. Always quoted: lists of reserved words grow with every release of PostgreSQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"schema"."name"`. */
export function quoteIn(schema: string, name: string): string {
  return `${quoteName(schema)}.${quoteName(name)}`;
}

/**
 * Refuses a name that PostgreSQL would cut or cannot hold.
 *
 * @param what what the name is of, for the message: `table`
 * @throws ConfigError
 */
export function requireName(what: string, name: string): void {
  const bytes = encoder.encode(name).length;
  if (bytes > 0 && bytes <= maxBytes && !name.includes("\0")) return;
  const why =
    bytes === 0
      ? "is empty"
      : bytes > maxBytes
        ? `has ${String(bytes)} bytes, PostgreSQL keeps ${String(maxBytes)}`
        : "contains a NUL character";
  throw new ConfigError(`the ${what} name ${JSON.stringify(name)} ${why}`, {
    context: { [what]: name },
    hint: `give the ${what} another name`,
  });
}

/**
 * A name made from several; where it would be too long it is cut, and a hash of the whole keeps it unique.
 */
export function joinName(...parts: readonly string[]): string {
  const whole = parts.join("_");
  if (encoder.encode(whole).length <= maxBytes) return whole;
  let cut = whole;
  while (encoder.encode(cut).length > maxBytes - 17) cut = [...cut].slice(0, -1).join("");
  return `${cut}_${hashText(whole)}`;
}

/**
 * 64 bits of FNV-1a as 16 hex digits: names statements and shapes; nothing that must withstand an attacker.
 */
export function hashText(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of encoder.encode(text))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, "0");
}
