import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createTerminalPrompts } from "../../src/terminal/terminal-prompts.js";

const choices = [
  { value: undefined, label: "All of 42" },
  { value: 2, label: "Lausanne" },
  { value: 1, label: "Paris", hint: "number 1" },
];
const enter = "\r";
const down = "\u001b[B";

/** What is chosen by these keys, and how often an answer was refused before. */
async function find(
  keys: readonly string[],
  firstIsUsual = false,
): Promise<{ readonly chosen: number | undefined; readonly refused: number }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = "";
  output.on("data", (chunk: Buffer) => (shown += chunk.toString()));
  const chosen = createTerminalPrompts({ input, output }).find({
    message: "Which campus?",
    choices,
    firstIsUsual,
  });
  for (const key of keys) {
    input.write(key);
    await new Promise(setImmediate);
  }
  return { chosen: await chosen, refused: shown.split("nothing is selected").length - 1 };
}

const erase = (letters: number): readonly string[] => Array.from({ length: letters }, () => "\u007f");

describe("find", () => {
  test("Enter takes what the typed part of the name found", async () => {
    expect(await find([..."paris", enter])).toEqual({ chosen: 1, refused: 0 });
  });

  test("a text that finds nothing is refused, and asked again", async () => {
    expect(await find([..."pariss", enter, ...erase(1), enter])).toEqual({ chosen: 1, refused: 1 });
  });

  test("nothing typed is refused, and asked again", async () => {
    expect(await find([enter, ..."laus", enter])).toEqual({ chosen: 2, refused: 1 });
  });

  test("the first is taken by its name, by the arrows, or by Enter alone when it is the usual answer", async () => {
    expect([
      await find([..."all of", enter]),
      await find([down, down, down, enter]),
      await find([enter], true),
    ]).toEqual(Array.from({ length: 3 }, () => ({ chosen: undefined, refused: 0 })));
  });
});
