import type { Store } from "@42sync/core/sync";
import type { PgPool } from "@42sync/pg-store";
import { expect, inject, test } from "vitest";
import { runMemoryKills, type KillResult } from "../kill/memory-kills.js";
import { runPgKills } from "../kill/pg-kills.js";

/** A store whose every statement is a transaction of its own. */
const withoutTransactions = (pool: PgPool): PgPool => ({
  connect: async () => {
    const client = await pool.connect();
    return {
      ...client,
      query: (query, values) => (["begin", "commit", "rollback"].includes(typeof query === "string" ? query : query.text) ? Promise.resolve({ rows: [], fields: [] }) : client.query(query as string, values)),
    };
  },
});

/** What is said of the points at which something is wrong, without tables and numbers. */
const said = (results: readonly KillResult[]): readonly string[] => [...new Set(results.flatMap(({ wrong }) => wrong.map((one) => one.replace(/: .*/, "").replaceAll(/\d+|"?\w+"?\."?\w+"?|(?<=of )\w+(?= (stored|and|moved))|^\w+(?= has| lacks)/g, "…"))))].sort();

// The next run puts all of this right, so that the end says nothing of it.
test("a store without transactions is noticed while a page is in hand", async () => {
  const results = await runPgKills(inject("postgresUrl"), "nightly", 6, withoutTransactions);
  expect(said(results)).toEqual(expect.arrayContaining(["rows of … were stored in no transaction of a pass", "the last page of … and its resume point were stored in two transactions"]));
  expect(said(results)).not.toContain("the end state differs from an undisturbed run's");
});

/** A store that commits a page in two: its rows, and where the pass stands. */
const inTwo = (first: "rows" | "place") => (store: Store): Store => ({
  ...store,
  pages: {
    commit: async (page) => {
      const { resume: _resume, completes: _completes, ...rows } = page;
      const place = { ...page, entries: [], misfits: [], leftOut: 0 };
      if (first === "place") await store.pages.commit(place);
      const counts = await store.pages.commit(rows);
      if (first === "rows") await store.pages.commit(place);
      return counts;
    },
  },
});

test.each([
  ["rows", ["the pass of … stored rows, and has neither a resume point nor moved its watermark", "… has rows ahead of its resume point"]],
  ["place", ["the end state differs from an undisturbed run's", "… lacks rows behind its resume point"]],
] as const)("pages that are stored in two steps are noticed, %s first", async (first, wrong) => {
  const results = await runMemoryKills("nightly", 24, inTwo(first));
  expect(said(results)).toEqual(wrong);
});
