import { styleText } from "node:util";

/** Colours, or plain text where none are wanted. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  accent(text: string): string;
}

/** @param colours whether colours are wanted. */
export function createPaint(colours: boolean): Paint {
  const paint =
    (format: Parameters<typeof styleText>[0]) =>
    (text: string): string =>
      // The terminal was checked already; styleText must not check it a second time.
      colours
        ? (styleText as (format: string, text: string, options: { validateStream: boolean }) => string)(
            String(format),
            text,
            { validateStream: false },
          )
        : text; // Node 20's types lack the third parameter
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    good: paint("green"),
    bad: paint("red"),
    accent: paint("cyan"),
  };
}
