import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { repositoryRoot, sourceFiles } from "../source-files.js";

const pages = sourceFiles(
  /^(README|CONTRIBUTING)\.md$|^docs\/[a-z0-9-]+\.md$|^packages\/[a-z-]+\/README\.md$|^examples\/.*\.(md|ts)$/,
);
const code = sourceFiles(/^(packages\/(core|pg-store|cli)\/(src|test)|soak|bench)\/.*\.ts$/).filter(
  (file) => !file.includes("/fixtures/"),
);

/** Words that have given way to others: as words of their own anywhere, in whatever form. */
const retiredWords: readonly (readonly [retired: RegExp, now: string])[] = [
  [/misfit/i, "invalid item"],
  [/\brefit|[a-z]Refit/, "retry invalid items"],
  [/\bheal(s|ed|ing)?\b|[a-z]Heal(?!th)/, "fetch missing parents, released"],
  [/\bwithheld\b|[a-z]Withheld/, "over the deletion limit"],
  [/\b(leave|left|leaves|leaving) ?out\b|leaveOut|leftOut|left_out/i, "skipped"],
  [/ask ?again|askAgain/i, "confirm by id"],
  [/watch ?stage/i, "find vanished"],
];

/** Names that were ours, of words that are ordinary English too: as identifiers only. */
const retiredNames: readonly (readonly [retired: RegExp, now: string])[] = [
  [/\b(aside|Aside|asideOf|readAside)\b(?=\s*[(:,.;}<[])/, "knownNotStored"],
  [/\b(judge|judgePage|Judged|Judges)\b(?=\s*[(:<])/, "classify"],
  [/\b(leads|Leads)\b(?=\s*[:.,)<])/, "offsets"],
  [/\b(settle|settled|settles)[A-Z][A-Za-z]*\b|\bsettled\b(?=\s*[:,.?])/, "resolve, reread"],
  [/\btakeTurns\b|\bTurns\b/, "rotate"],
  [/\b(tries|Tries|splitTries|toTries|mostTries)\b(?=\s*[:,.)<=])/, "attempts"],
  [/\bsays\b(?=\s*[:,})?])|\.says\b/, "label"],
  [/\btell[A-Z][A-Za-z]*\b/, "print, report"],
  [/\b(createLook|beginLook|Look)\b(?=\s*[(:<])/, "probe"],
  [/sync42\.(due|absent|left_out)\b/, "sync42.owners_to_reread, parents_not_found, out_of_scope"],
  [/\bdueOwners\b|\bDueOwners\b|\basksDue\b|\bownersDue\b/, "ownersToReread"],
];

function found(files: readonly string[], retired: readonly (readonly [RegExp, string])[]): readonly string[] {
  return files.flatMap((file) => {
    const lines = readFileSync(`${repositoryRoot}${file}`, "utf8").split("\n");
    return lines.flatMap((line, index) =>
      retired.flatMap(([pattern, now]) => {
        const word = pattern.exec(line)?.[0];
        return word === undefined ? [] : [`${file}:${String(index + 1)} ${word} is now ${now}`];
      }),
    );
  });
}

describe("no retired word is left", () => {
  test("the rules look at something", () => {
    expect([pages.length > 15, code.length > 500]).toEqual([true, true]);
    expect(retiredWords.every(([pattern]) => !pattern.test("a row of a page that is left"))).toBe(true);
    expect(
      ["a misfit", "leftOut: 3", "it heals"].map(
        (line) => retiredWords.filter(([pattern]) => pattern.test(line)).length,
      ),
    ).toEqual([1, 1, 1]);
  });

  test("in pages and code", () => {
    expect(found([...pages, ...code], retiredWords)).toEqual([]);
  });

  test("as a name in code", () => {
    expect(found(code, retiredNames)).toEqual([]);
  });
});

describe("the glossary", () => {
  const glossary = readFileSync(`${repositoryRoot}docs/architecture.md`, "utf8");
  const words = [...glossary.matchAll(/^\| ([^|]+) \| [^|]+ \|$/gm)].flatMap(([, word = ""]) =>
    word.split(", "),
  );

  test("explains each word once", () => {
    expect(words.length).toBeGreaterThan(90);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([
      "word",
      "word",
      "word",
      "word",
    ]);
  });

  test.each(["kind of a pass", "outcome of a run", "reason of the quarantine"])("has every %s", (which) => {
    const port = (file: string): string =>
      readFileSync(`${repositoryRoot}packages/core/src/sync/ports/${file}.ts`, "utf8");
    const source = {
      "kind of a pass": /export type PassKind = ([^;]+);/.exec(port("passes")),
      "outcome of a run": /export type RunOutcome = ([^;]+);/.exec(port("passes")),
      "reason of the quarantine": /export type QuarantineReason = ([^;]+);/.exec(port("invalid-items")),
    }[which];
    const names = [...(source?.[1] ?? "").matchAll(/"([a-z_]+)"/g)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !glossary.includes(name))).toEqual([]);
  });
});
