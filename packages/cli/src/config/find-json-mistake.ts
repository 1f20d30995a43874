/** A word, number, text or mark of JSON with the space before it (RFC 8259), from `lastIndex` on. */
const token = /[ \t\r\n]*([{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y;

type Wanted = "value" | "value or end" | "name" | "name or end" | "colon" | "comma or end";

/**
 * Where a text stops being JSON, and why, in one line: `line 1, column 18: a comma too many`; undefined when it is JSON. The words of `JSON.parse`
 * differ from one Node to the next, count characters from the file's beginning, and quote the text, which may hold a secret.
 */
export function findJsonMistake(text: string): string | undefined {
  const open: ("{" | "[")[] = [];
  let wanted: Wanted = "value";
  let comma: number | undefined;
  for (let at = 0; ; at = token.lastIndex) {
    const begin = at + (/^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0);
    if (begin === text.length) return wanted === "comma or end" && open.length === 0 ? undefined : `${place(text, begin)}: it ends too early`;
    token.lastIndex = at;
    const found = token.exec(text)?.[1] ?? "";
    const next = follow(found, wanted, open);
    if (next === undefined && comma !== undefined && /^[}\]]$/.test(found)) return `${place(text, comma)}: a comma too many`;
    if (next === undefined) return `${place(text, begin)}: ${reason(text.slice(begin), open.length === 0 && wanted === "comma or end" ? undefined : wanted)}`;
    comma = found === "," ? begin : undefined;
    wanted = next;
  }
}

/** What comes after a token where something else is wanted; undefined: it does not belong there. */
function follow(found: string, wanted: Wanted, open: ("{" | "[")[]): Wanted | undefined {
  const inside = open.at(-1);
  if (wanted === "colon") return found === ":" ? "value" : undefined;
  if (found === "}" || found === "]") {
    if (!wanted.endsWith("or end") || inside !== (found === "}" ? "{" : "[")) return undefined;
    open.pop();
    return "comma or end";
  }
  if (wanted === "comma or end") return found !== "," || inside === undefined ? undefined : inside === "{" ? "name" : "value";
  if (wanted.startsWith("name")) return found.startsWith('"') ? "colon" : undefined;
  if (found === "{" || found === "[") {
    open.push(found);
    return found === "{" ? "name or end" : "value or end";
  }
  return found === "" || found === "," || found === ":" ? undefined : "comma or end";
}

/** @param wanted undefined: nothing more */
function reason(rest: string, wanted: Wanted | undefined): string {
  if (/^\/[/*]/.test(rest)) return "JSON takes no comments, a .ts or .mjs file does";
  if (wanted === "colon") return "a colon is missing before this";
  if (wanted === "comma or end" && /^["\w[{-]/.test(rest)) return "a comma is missing before this";
  if (wanted?.startsWith("value") === true && /^[}\],]/.test(rest)) return "a value is missing before this";
  if (wanted === undefined || wanted === "comma or end") return "this does not belong here";
  if (rest.startsWith('"')) return "this text does not end on its line, or holds a backslash that is not doubled";
  return /^['A-Za-z_$]/.test(rest) ? "names and texts stand in double quotes" : "this does not belong here";
}

function place(text: string, at: number): string {
  const lines = text.slice(0, at).split("\n");
  return `line ${String(lines.length)}, column ${String((lines.at(-1) ?? "").length + 1)}`;
}
