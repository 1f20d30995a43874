import { readFileSync, readdirSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../docs/generate/markdown-files.js";

const files = readdirSync(`${repositoryRoot}packages`)
  .flatMap((name) =>
    readdirSync(`${repositoryRoot}packages/${name}/src`, { recursive: true, encoding: "utf8" }).map(
      (file) => `packages/${name}/src/${file}`,
    ),
  )
  .filter((file) => file.endsWith(".ts"))
  .sort();

/** A text of an error as it stands in the source; what is put in is `…`. */
interface Found {
  readonly at: string;
  readonly text: string;
}

/** Where a function takes a hint: `refuse(name, what, hint)`. */
function hintParameters(source: ts.SourceFile): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const note = (name: string, parameters: readonly ts.ParameterDeclaration[]): void => {
    const index = parameters.findIndex((one) => one.name.getText(source) === "hint");
    if (index >= 0) found.set(name, index);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) note(node.name.text, [...node.parameters]);
    if (
      ts.isVariableDeclaration(node) &&
      node.initializer !== undefined &&
      ts.isArrowFunction(node.initializer)
    )
      note(node.name.getText(source), [...node.initializer.parameters]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What the constants of a file are, by name. */
function constantsOf(source: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  return new Map(
    source.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) =>
        declarationList.declarations.flatMap(({ name, initializer }) =>
          initializer === undefined ? [] : [[name.getText(source), initializer] as const],
        ),
      ),
  );
}

/** Texts that an expression may come to: of a choice both sides. */
function textsOf(node: ts.Node | undefined): readonly string[] {
  if (node === undefined) return [];
  if (ts.isIdentifier(node)) return textsOf(constantsOf(node.getSourceFile()).get(node.text));
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…")];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...textsOf(node.left), ...textsOf(node.right)];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isReturnStatement(node))
    return textsOf(node.expression);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? textsOf(one.initializer) : []));
  if (ts.isArrowFunction(node)) return textsOf(node.body);
  if (ts.isBlock(node)) return node.statements.flatMap(textsOf);
  if (ts.isIfStatement(node)) return [...textsOf(node.thenStatement), ...textsOf(node.elseStatement)];
  if (ts.isSwitchStatement(node))
    return node.caseBlock.clauses.flatMap(({ statements }) => statements.flatMap(textsOf));
  return [];
}

function read(file: string): { readonly hints: readonly Found[]; readonly messages: readonly Found[] } {
  const source = ts.createSourceFile(
    file,
    readFileSync(`${repositoryRoot}${file}`, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const takesHint = hintParameters(source);
  const [hints, messages]: [Found[], Found[]] = [[], []];
  const add = (to: Found[], node: ts.Node, texts: readonly string[]): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    for (const text of texts) if (text !== "") to.push({ at: `${file}:${String(line)}`, text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === "hint")
      add(hints, node, textsOf(node.initializer));
    if (ts.isVariableDeclaration(node) && /hints?$/i.test(node.name.getText(source)))
      add(hints, node, textsOf(node.initializer));
    if (ts.isFunctionDeclaration(node) && /hint/i.test(node.name?.text ?? ""))
      add(hints, node, textsOf(node.body));
    if (ts.isCallExpression(node))
      add(hints, node, textsOf(node.arguments[takesHint.get(node.expression.getText(source)) ?? -1]));
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText(source)))
      add(
        messages,
        node,
        (node.arguments ?? [])
          .slice(0, 2)
          .flatMap((one) => (ts.isObjectLiteralExpression(one) ? [] : textsOf(one)))
          .filter((text) => !/^E_[A-Z_]+$/.test(text)),
      );
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { hints, messages };
}

const all = files.map(read);
const hints = all.flatMap((one) => one.hints);
const messages = all.flatMap((one) => one.messages);

/** Names that begin with a capital wherever they stand. */
const names = /^(PostgreSQL|PGlite|PgBouncer|Node|Ctrl-C|DNS|POST|GET)\b/;

const wrong = (found: readonly Found[]): readonly string[] =>
  found
    .filter(
      ({ text }) =>
        (/^[A-Z]([a-z]| )/.test(text) && !names.test(text)) ||
        /\.$/.test(text.trimEnd()) ||
        /\. +[A-Z][a-z ]/.test(text),
    )
    .map(({ at, text }) => `${at} ${text}`);

test("hints are clauses: they begin small, and end without a full stop", () => {
  expect(hints.length).toBeGreaterThan(200);
  expect(wrong(hints)).toEqual([]);
});

test("messages of errors have the same form", () => {
  expect(messages.length).toBeGreaterThan(200);
  expect(wrong(messages)).toEqual([]);
});
