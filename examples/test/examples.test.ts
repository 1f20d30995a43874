import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
const examples = readdirSync(folder).filter((file) => file.endsWith(".ts"));

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(examples)("%s is at most 40 lines and runs", async (file) => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => void lines.push(words.join(" ")));
  expect(readFileSync(`${folder}/${file}`, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  await import(`${folder}/${file}`);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.at(-1)).toMatch(expected[file] ?? /^(?!)/);
});

const expected: Readonly<Record<string, RegExp>> = {
  "stream-users.ts": /^\S+ \S+$/,
  "embed-a-store.ts": /^\d+ new, 0 changed, 0 as before$/,
  "nightly-in-your-script.ts": /^complete with \d+ hits$/,
};
