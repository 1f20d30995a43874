import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { headingAnchor } from "../../docs/generate/markdown.js";
import { markdownFiles, repositoryRoot } from "../../docs/generate/markdown-files.js";

const fences = /^( *)(```+)[\s\S]*?^\1\2 *$/gm;

/** A page without its code. */
function prose(file: string): string {
  return readFileSync(join(repositoryRoot, file), "utf8")
    .replaceAll(fences, "")
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, " "));
}

/** The anchors of a page, as GitHub makes them: a heading that comes again has a number. */
function anchorsOf(file: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const text = readFileSync(join(repositoryRoot, file), "utf8").replaceAll(fences, "");
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map((match) => {
    const anchor = headingAnchor(match[1] ?? "");
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${String(times)}`;
  });
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map((match) => match[1] ?? "")]);
}

function brokenLinks(file: string): readonly string[] {
  const links = [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? "")
    .filter((link) => !/^(https?|mailto):/.test(link));
  return links.filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target =
      path === "" ? file : relative(repositoryRoot, resolve(repositoryRoot, dirname(file), path));
    if (!existsSync(join(repositoryRoot, target))) return true;
    if (anchor === undefined) return false;
    return (
      statSync(join(repositoryRoot, target)).isDirectory() ||
      !anchorsOf(target).has(decodeURIComponent(anchor))
    );
  });
}

describe("links", () => {
  test.each(markdownFiles())("of %s lead somewhere", (file) => {
    expect(brokenLinks(file)).toEqual([]);
  });

  test("every page of docs can be reached from the first one", () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const [, link = ""] of prose(file).matchAll(/\]\(([^)\s#]+\.md)[^)]*\)/g))
        visit(relative(repositoryRoot, resolve(repositoryRoot, dirname(file), link)));
    };
    visit("docs/README.md");
    expect(markdownFiles().filter((file) => file.startsWith("docs/") && !reached.has(file))).toEqual([]);
  });

  test("the folders and files that architecture names are there", () => {
    const pages = ["docs/architecture.md", "docs/decisions/0019-folders-follow-the-flow.md"];
    const places = pages.flatMap((page) => [
      ...readFileSync(join(repositoryRoot, page), "utf8").matchAll(
        /(?<![\w@/.])(core|pg-store|cli)\/([\w/.-]*\w)/g,
      ),
    ]);
    const gone = places.filter(
      ([, name = "", path = ""]) => !existsSync(join(repositoryRoot, "packages", name, "src", path)),
    );
    expect({ some: places.length > 15, gone: gone.map(([place]) => place) }).toEqual({
      some: true,
      gone: [],
    });
  });
});
