import { hashText } from "../sql/identifiers.js";

const names = new Map<string, string>();

/**
 * The name under which the server keeps a statement: the same for the same text, so that every store of a
 * connection's life means the same by it.
 */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `sync42_${hashText(text)}`;
  names.set(text, name);
  return name;
}
