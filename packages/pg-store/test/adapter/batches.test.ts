import { expect, test } from "vitest";
import { inBatches, weighRow } from "../../src/adapter/batches.js";

async function batchesOf(
  source: Iterable<string> | AsyncIterable<string>,
  size: number,
  bytes: number,
): Promise<readonly (readonly string[])[]> {
  const batches: (readonly string[])[] = [];
  for await (const batch of inBatches(source, {
    size,
    bytes,
    map: (text) => text,
    weigh: (text) => text.length,
  }))
    batches.push(batch);
  return batches;
}

test("a batch ends at its number of rows", async () => {
  expect(await batchesOf(["a", "b", "c", "d", "e"], 2, 100)).toEqual([["a", "b"], ["c", "d"], ["e"]]);
});

test("a batch ends before it is too heavy, and one row may be heavier", async () => {
  expect(await batchesOf(["aaa", "bb", "cccccccccc", "d"], 10, 5)).toEqual([
    ["aaa", "bb"],
    ["cccccccccc"],
    ["d"],
  ]);
});

test("what comes is mapped on its way into its batch", async () => {
  const batches: (readonly number[])[] = [];
  for await (const batch of inBatches(["a", "bb", "ccc"], {
    size: 2,
    bytes: 100,
    map: (text) => text.length,
    weigh: (length) => length,
  }))
    batches.push(batch);
  expect(batches).toEqual([[1, 2], [3]]);
});

test("nothing makes no batch", async () => {
  expect(await batchesOf([], 2, 5)).toEqual([]);
});

test("a batch is handed on before the source goes on", async () => {
  const seen: string[] = [];
  async function* source(): AsyncGenerator<string> {
    for (const one of ["a", "b"]) {
      seen.push(`gives ${one}`);
      yield await Promise.resolve(one);
    }
  }
  for await (const [one] of inBatches(source(), { size: 1, bytes: 10, map: (text) => text, weigh: () => 1 }))
    seen.push(`stores ${String(one)}`);
  expect(seen).toEqual(["gives a", "stores a", "gives b", "stores b"]);
});

test("a row weighs about what its values take", () => {
  expect(weighRow({ id: 1, text: "abcd", none: null, json: { link: "abc", list: [true] } })).toBe(
    8 + 4 + 8 + (2 + 4 + 3 + 4 + (2 + 1 + 8)),
  );
});
