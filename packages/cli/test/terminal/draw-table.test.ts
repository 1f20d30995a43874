import { expect, test } from "vitest";
import { drawTable } from "../../src/terminal/draw-table.js";

test("columns under their heads, numbers to the right", () => {
  expect(
    drawTable({
      head: ["login", "level"],
      rows: [
        ["mlopez", 9.5],
        ["y", 10],
      ],
      right: [1],
    }),
  ).toBe("login   level\n──────  ─────\nmlopez    9.5\ny          10\n");
});

test("the widest columns give way to the terminal's width", () => {
  expect(
    drawTable({ head: ["id", "text"], rows: [[1, "a long text that does not fit in here"]], width: 20 }),
  ).toBe("id  text\n──  ────────────────\n1   a long text tha…\n");
});

test("nothing that moves a terminal's cursor comes through, null is empty", () => {
  expect(drawTable({ head: ["a", "b"], rows: [["x\u001b[2Jy\r\nz", null]] })).toBe(
    "a        b\n───────  ─\nx[2Jy z\n",
  );
});

test("without rows there is the head", () => {
  expect(drawTable({ head: ["id"], rows: [] })).toBe("id\n──\n");
});

test("columns that yield go whole, in their order, and only as many as must", () => {
  const input = {
    head: ["table", "began", "hits"],
    rows: [["projects_users", "2026-11-23", 12]],
    right: [2],
    yields: [2, 1],
  };
  expect(drawTable({ ...input, cuts: [], width: 32 })).toBe(
    "table           began       hits\n──────────────  ──────────  ────\nprojects_users  2026-11-23    12\n",
  );
  expect(drawTable({ ...input, cuts: [], width: 31 })).toBe(
    "table           began\n──────────────  ──────────\nprojects_users  2026-11-23\n",
  );
  expect(drawTable({ ...input, cuts: [], width: 20 })).toBe("table\n──────────────\nprojects_users\n");
});

test("a column that may be cut is cut before one yields, and before one that should stay whole", () => {
  const input = {
    head: ["table", "why", "hits"],
    rows: [["projects_users", "changes since then", 12]],
    right: [2],
    yields: [2],
    cuts: [1],
  };
  expect(drawTable({ ...input, width: 30 })).toBe(
    "table           why       hits\n──────────────  ────────  ────\nprojects_users  changes…    12\n",
  );
  expect(drawTable({ ...input, width: 24 })).toBe(
    "table           why\n──────────────  ────────\nprojects_users  changes…\n",
  );
  expect(drawTable({ ...input, width: 20 })).toBe(
    "table       why\n──────────  ────────\nprojects_…  changes…\n",
  );
});

test("of the columns that yield an empty one goes first", () => {
  const input = { head: ["id", "hits", "why not"], rows: [[1, 12, null]], right: [1], yields: [1, 2] };
  expect(drawTable({ ...input, width: 16 })).toBe("id  hits\n──  ────\n1     12\n");
});
