import { expect, test } from "vitest";
import { drawTable } from "../../src/render/draw-table.js";

test("columns under their heads, numbers to the right", () => {
  expect(drawTable({ head: ["login", "level"], rows: [["mlopez", 9.5], ["y", 10]], right: [1] })).toBe("login   level\n──────  ─────\nmlopez    9.5\ny          10\n");
});

test("the widest columns give way to the terminal's width", () => {
  expect(drawTable({ head: ["id", "text"], rows: [[1, "a long text that does not fit in here"]], width: 20 })).toBe("id  text\n──  ────────────────\n1   a long text tha…\n");
});

test("nothing that moves a terminal's cursor comes through, null is empty", () => {
  expect(drawTable({ head: ["a", "b"], rows: [["x\u001b[2Jy\r\nz", null]] })).toBe("a        b\n───────  ─\nx[2Jy z\n");
});

test("without rows there is the head", () => {
  expect(drawTable({ head: ["id"], rows: [] })).toBe("id\n──\n");
});
