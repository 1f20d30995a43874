/** Generates the text of a part. */
export type Part = () => string | Promise<string>;

const part = /(<!-- generated: ([a-z.-]+) -->\n)[\s\S]*?(<!-- end of generated -->)/g;

/**
 * Fills the generated parts of a page; the text around them is written by hand.
 *
 * @throws Error when the page names an unknown part.
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
        `${path} has an unknown part ${name}. Next: add it to docs/generate/parts/parts.ts, or correct the name`,
      );
    made.set(name, await make());
  }
  return text.replaceAll(
    part,
    (_whole, begin: string, name: string, end: string) =>
      `${begin}${(made.get(name) ?? "").trimEnd()}\n${end}`,
  );
}
