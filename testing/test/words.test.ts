import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { repositoryRoot, sourceFiles } from "../source-files.js";

const read = (file: string): string => readFileSync(`${repositoryRoot}${file}`, "utf8");
const pages = sourceFiles(
  /^(README|CONTRIBUTING)\.md$|^(docs|soak|packages\/[a-z-]+)\/[A-Za-z0-9-]+\.md$|^examples\/.*\.(md|ts)$/,
).filter((file) => !file.endsWith("/CHANGELOG.md"));
// The sandbox imports nothing of ours and has words of its own; what upgrades an old database names the old.
const code = sourceFiles(
  /^(packages\/(core|pg-store|cli)\/(src|test)|soak|bench|docs\/generate|testing)\/.*\.ts$/,
).filter((file) => !/\/fixtures\/|\/migrate\/upgrade|^testing\/test\/words\.test\.ts$/.test(file));

/** Words that have given way to others, in whatever form: nowhere, comments and texts included. */
const retiredWords: readonly (readonly [retired: RegExp, now: string])[] = [
  [/misfit/i, "invalid item"],
  [/\brefit|[a-z]Refit/i, "retry invalid items"],
  [/\bheal(s|ed|ing)?\b|[a-z]Heal(?!th)/i, "fetch missing parents, released"],
  [/\baside\b|[a-z]Aside\b/i, "quarantined, or known, not stored"],
  [/\bwithheld\b|[a-z]Withheld/i, "over the deletion limit"],
  [/(?<![a-z])(leave|left|leaves|leaving)[ _]?out\b|[a-z]LeftOut/i, "skipped"],
  [/\bask[ _]?again|AskedAgain/i, "confirm by id"],
  [/watch[ _]?stage|StageWatch/i, "track vanished"],
  [/sync42\.(due|absent|left_out)\b/, "sync42.owners_to_reread, parents_not_found, out_of_scope"],
];

/** Words that are ordinary English too: no name has one of them as a part (`judge`, `isJudged`, `judgePage`). */
const retiredParts: Readonly<Record<string, string>> = {
  judge: "classify",
  judged: "classified",
  judges: "classifies",
  leads: "count offsets",
  tries: "attempts",
  says: "label",
  tell: "print or report",
  tells: "print or report",
  settle: "resolve",
  settles: "resolve",
};

/** Names that were ours, of words that are good in other names: only as a whole. */
const retiredNames: Readonly<Record<string, string>> = {
  absent: "parentsNotFound",
  noteAbsent: "noteParentsNotFound",
  outside: "outOfScope",
  outsideOf: "outOfScopeOf",
  due: "ownersToReread",
  dueOwners: "ownersToReread",
  DueOwners: "OwnersToReread",
  noteDue: "noteOwnersToReread",
  ownersDue: "allToReread",
  asksDue: "rereadsOwners",
  settled: "reread",
  settleOwners: "clearOwnersToReread",
  covered: "coverage",
  Turns: "Rotation",
  takeTurns: "rotate",
  Left: "Remaining",
  isLeft: "isRemaining",
  hitsLeft: "hitsRemaining",
  chanceLeft: "chanceRemaining",
  PageVerdict: "ClassifiedPage",
  createLook: "probe",
  beginLook: "probe",
  Look: "Probe",
};

function wordsIn(file: string): readonly string[] {
  return read(file)
    .split("\n")
    .flatMap((line, index) =>
      retiredWords.flatMap(([pattern, now]) => {
        const word = pattern.exec(line)?.[0];
        return word === undefined ? [] : [`${file}:${String(index + 1)} ${word} is now ${now}`];
      }),
    );
}

const retiredName = (name: string): string | undefined => {
  if (Object.hasOwn(retiredNames, name)) return retiredNames[name];
  const part = name.split(/(?=[A-Z])|_/).find((one) => Object.hasOwn(retiredParts, one.toLowerCase()));
  return part === undefined ? undefined : retiredParts[part.toLowerCase()];
};

const maybe = new RegExp([...Object.keys(retiredParts), ...Object.keys(retiredNames)].join("|"), "i");

/** Retired names among the identifiers of a text. */
function namesIn(file: string, text: string): readonly string[] {
  if (!maybe.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isIdentifier(node) ? node.text : "";
    const now = retiredName(name);
    if (now !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${file}:${String(line + 1)} ${name} is now ${now}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("no retired word is left", () => {
  test("the rules have something to check", () => {
    expect({ pages: pages.length > 15, code: code.length > 500 }).toEqual({ pages: true, code: true });
  });

  test.each([
    "a misfit",
    "refitItem()",
    "it heals",
    "a row that is put aside",
    "isWithheld",
    "leftOut: 3",
    "links_left_out",
    "askAgain(ids)",
    "watchStage",
    "from sync42.due",
  ])("a line is found: %s", (line) => {
    expect(retiredWords.filter(([pattern]) => pattern.test(line)).length).toBe(1);
  });

  test("a name is found, a word of a text is not", () => {
    const text =
      "judgePage(tries); // what 42 says\nprint('the due date'); report.says; healthy(leftOver, besides);";
    expect(namesIn("a.ts", text)).toEqual([
      "a.ts:1 judgePage is now classify",
      "a.ts:1 tries is now attempts",
      "a.ts:2 says is now label",
    ]);
    expect(retiredWords.filter(([pattern]) => pattern.test("a healthy row of a page that is left"))).toEqual(
      [],
    );
  });

  test("in pages and code", () => {
    expect([...pages, ...code].flatMap(wordsIn)).toEqual([]);
  });

  test("as a name in code", () => {
    expect(code.flatMap((file) => namesIn(file, read(file)))).toEqual([]);
  });
});

describe("the glossary", () => {
  const glossary = read("docs/architecture.md");
  const words = [...glossary.matchAll(/^\| (?!word \|)([^|]+) \| [^|]+ \|$/gm)].flatMap(([, word = ""]) =>
    word.split(", "),
  );

  test("explains each word once", () => {
    expect(words.length).toBeGreaterThan(90);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  test("has the words that a reader of the engine meets first", () => {
    const expected = [
      ["resource", "item", "invalid item", "row", "entry", "page", "scope", "out of scope", "skipped"],
      ["references", "mentions", "owner", "known, not stored", "hit", "attempt", "fault", "lane", "span"],
      ["plan", "run", "pass", "window", "watermark", "resume point", "stage", "slice", "coverage"],
      ["owners to re-read", "vanished", "confirm by id", "deletion limit", "store", "adapter"],
      ["quarantine", "released", "parents not found", "probe", "segment", "count offset", "classify"],
      ["allowance", "rotation", "remaining"],
    ].flat();
    const missing = expected.filter((word) => !words.includes(word) && !glossary.includes(`\n| ${word} |`));
    expect(missing).toEqual([]);
  });

  const ports = sourceFiles(/^packages\/core\/src\/sync\/ports\/.*\.ts$/)
    .map(read)
    .join("\n");

  test.each(["PassKind", "RunOutcome", "QuarantineReason"])("has every %s", (type) => {
    const [, union = ""] = new RegExp(`export type ${type} =([^;]+);`).exec(ports) ?? [];
    const names = [...union.matchAll(/"([a-z_ ]+)"/g)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !glossary.includes(name))).toEqual([]);
  });
});
