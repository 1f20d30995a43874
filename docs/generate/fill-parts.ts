/** Makes the text of a generated part. */
export type Part = () => string | Promise<string>;

const part = /(<!-- generated: ([a-z.-]+) -->\n)[\s\S]*?(<!-- end of generated -->)/g;

/**
 * Fills the generated parts of a page; what is around them is written by hand.
 *
 * @throws Error when the page names a part that nobody makes.
 */
export async function fillParts(
  path: string,
  text: string,
  parts: Readonly<Record<string, Part>>,
): Promise<string> {
  const names = [...text.matchAll(part)].map((match) => match[2] ?? "");
  const made = new Map<string, string>();
  for (const name of names) {
    const make = parts[name];
    if (make === undefined)
      throw new Error(
        `${path} wants the generated part ${name}. Next: add it to docs/generate/parts.ts, or mend its name`,
      );
    made.set(name, await make());
  }
  return text.replaceAll(
    part,
    (_whole, begin: string, name: string, end: string) =>
      `${begin}${(made.get(name) ?? "").trimEnd()}\n${end}`,
  );
}
