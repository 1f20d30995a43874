import { parse, printParseErrorCode, type ParseError } from "jsonc-parser";

/** What each of the parser's codes means for whoever wrote the file. */
const reasons: Readonly<Record<string, string>> = {
  InvalidSymbol: "names and strings need double quotes",
  PropertyNameExpected: "names and strings need double quotes",
  ValueExpected: "a value is missing before this",
  ColonExpected: "a colon is missing before this",
  CommaExpected: "a comma is missing before this",
  InvalidCommentToken: "JSON has no comments; use a .ts or .mjs file for them",
  UnexpectedEndOfString: "this string does not end on its line",
  InvalidEscapeCharacter: "a backslash in this string is not doubled",
  InvalidUnicode: "a backslash in this string is not doubled",
  InvalidCharacter: "this string contains a character that JSON writes with a backslash",
};

/**
 * Where a text stops being JSON, and why, in one line: `line 1, column 18: a comma too many`; undefined when
 * it is JSON. The words of `JSON.parse` differ from one Node to the next, count characters from the file's
 * beginning, and quote the text, which may hold a secret.
 */
export function findJsonMistake(text: string): string | undefined {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first === undefined) return undefined;
  const { offset } = first;
  const code = printParseErrorCode(first.error);
  if (offset >= text.trimEnd().length) return `${place(text, text.length)}: the file ends too early`;
  const comma = /,\s*$/.exec(text.slice(0, offset));
  if (comma !== null && /^[}\],]/.test(text.slice(offset)))
    return `${place(text, comma.index)}: a comma too many`;
  return (
    `${place(text, offset)}: ` +
    `${byItsLook(code, text.slice(0, offset), text.slice(offset)) ?? reasons[code] ?? "this doesn't belong here"}`
  );
}

/** Different mistakes for which the parser has only one code. */
function byItsLook(code: string, before: string, rest: string): string | undefined {
  if (/^[.+]?\d/.test(rest) && /[:[,]\s*-?0?$/.test(before))
    return "a number can't start with 0, + or a point";
  if (code === "CommaExpected" && /^[}\]]/.test(rest)) return "this doesn't belong here";
  if (code !== "InvalidSymbol") return undefined;
  if (/^(true|false|null)\b/i.test(rest)) return "true, false and null are lower-case";
  return /^['\w]/.test(rest) ? undefined : "this doesn't belong here";
}

function place(text: string, at: number): string {
  const lines = text.slice(0, at).split("\n");
  return `line ${String(lines.length)}, column ${String((lines.at(-1) ?? "").length + 1)}`;
}
