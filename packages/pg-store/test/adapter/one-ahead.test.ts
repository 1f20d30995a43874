import { expect, test } from "vitest";
import { createWrites, type ReadyPage } from "../../src/adapter/one-ahead.js";
import { counts } from "../given.js";

/** Pages that tell when they begin, and end when they are told to. */
function givenPages(seen: string[]): {
  page(name: string): ReadyPage;
  end(name: string, error?: Error): void;
} {
  const ends = new Map<string, (error?: Error) => void>();
  return {
    page: (name) => ({
      write: (onSent) =>
        new Promise((resolve, reject) => {
          seen.push(name);
          onSent?.();
          ends.set(name, (error) => {
            if (error === undefined) resolve(counts({ inserted: 1 }));
            else reject(error);
          });
        }),
    }),
    end: (name, error) => ends.get(name)?.(error),
  };
}

test("the next page may be made ready as soon as one is sent, and is written when that one is stored", async () => {
  const seen: string[] = [];
  const { page, end } = givenPages(seen);
  const writes = createWrites(true);
  await writes.add(page("a"));
  seen.push("b is ready");
  const added = writes.add(page("b"));
  end("a");
  await added;
  expect(seen).toEqual(["a", "b is ready", "b"]);
  end("b");
  expect(await writes.counts()).toEqual(counts({ inserted: 2 }));
});

test("where the caller may use the connection, a page is stored before the next is asked for", async () => {
  const seen: string[] = [];
  const { page, end } = givenPages(seen);
  const writes = createWrites(false);
  const added = writes.add(page("a")).then(() => seen.push("back"));
  await Promise.resolve();
  expect(seen).toEqual(["a"]);
  end("a");
  await added;
  expect(seen).toEqual(["a", "back"]);
});

test("the error of a page comes with the next one, which is not written", async () => {
  const seen: string[] = [];
  const { page, end } = givenPages(seen);
  const writes = createWrites(true);
  await writes.add(page("a"));
  end("a", new Error("no room"));
  await expect(writes.add(page("b"))).rejects.toThrow("no room");
  expect(seen).toEqual(["a"]);
  await writes.idle();
  await expect(writes.counts()).rejects.toThrow("no room");
});

test("the error of the last page comes at the end", async () => {
  const { page, end } = givenPages([]);
  const writes = createWrites(true);
  await writes.add(page("a"));
  end("a", new Error("no room"));
  await expect(writes.counts()).rejects.toThrow("no room");
});
