import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { probed } from "./probed.js";

const page = readFileSync(new URL("../../../../docs/42-api.md", import.meta.url), "utf8");
/** As `[probed: projects_users.range-id, *.filter-*]`; `*` stands for any list, or any field. */
const marks = [...page.matchAll(/\[probed: ([^\]…]+)\]/g)].flatMap(([, names = ""]) => names.split(", "));
const isMarkedBy = (mark: string, fact: string): boolean =>
  new RegExp(`^${mark.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}$`).test(fact);

const { facts } = await probed();
const names = facts.map(({ fact }) => fact);

test("each mark in docs/42-api.md names facts that a probe checks", () => {
  expect(marks.length).toBeGreaterThan(10);
  expect(marks.filter((mark) => !names.some((fact) => isMarkedBy(mark, fact)))).toEqual([]);
});

test("each fact that a probe checks is marked in docs/42-api.md", () => {
  expect(names.filter((fact) => !marks.some((mark) => isMarkedBy(mark, fact)))).toEqual([]);
});
