import { expect, test } from "vitest";
import { otherScopeCommand, scopeCommand } from "../../../src/config/scope/scope-command.js";

const campus = { names: ["paris"], from: "42sync.config.ts: campus" };

test("a command repeats the scope that is here", () => {
  expect([
    scopeCommand("nightly", "cursus=21 campus=all"),
    scopeCommand("nightly", "cursus=21 campus=1"),
    scopeCommand("verify", "cursus=9 campus=1,12"),
  ]).toEqual(["42sync nightly", "42sync nightly --campus 1", "42sync verify --campus 1,12 --cursus 9"]);
});

test("but not what the config file says already", () => {
  expect([
    scopeCommand("nightly", "cursus=21 campus=1", { campus }),
    scopeCommand("nightly", "cursus=9 campus=1", {
      campus,
      cursus: { id: 9, from: "42sync.config.ts: cursus" },
    }),
  ]).toEqual(["42sync nightly", "42sync nightly"]);
});

test("a cursus that the config file names is undone where another one is here", () => {
  expect(
    scopeCommand("nightly", "cursus=21 campus=all", { cursus: { id: 9, from: "42sync.config.ts: cursus" } }),
  ).toBe("42sync nightly --cursus 21");
});

test("a campus that the config file names is undone where all of them are here", () => {
  const settings = { campus, cursus: { id: 21, from: "--cursus" } };
  expect([
    scopeCommand("nightly", "cursus=21 campus=all", settings),
    otherScopeCommand("verify", "cursus=21 campus=all", settings),
    otherScopeCommand("verify", "cursus=9 campus=12", settings),
  ]).toEqual([
    "42sync nightly --campus all",
    "42sync verify --campus all",
    "42sync verify --campus 12 --cursus 9",
  ]);
});
