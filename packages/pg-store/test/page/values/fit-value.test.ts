import { describe, expect, test } from "vitest";
import { fitValue, unfit } from "../../../src/page/values/fit-value.js";

describe("fitting a value to its column", () => {
  test.each([
    ["2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678Z"],
    ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"],
    ["2026-01-02T03:04Z", "2026-01-02T03:04:00.000Z"],
    ["2026-01-02T03:04:05.678901Z", "2026-01-02T03:04:05.678901Z"],
    ["2026-01-02T03:04:05.678901234Z", "2026-01-02T03:04:05.678901Z"],
    ["2026-01-02T00:00:00.000+02:00", "2026-01-01T22:00:00.000Z"],
    ["2026-01-02T00:00:00-0330", "2026-01-02T03:30:00.000Z"],
    ["2026-01-02T00:00:00+09", "2026-01-01T15:00:00.000Z"],
    ["2026-01-02 03:04:05 UTC", "2026-01-02T03:04:05.000Z"],
    ["2026-01-02 03:04:05", "2026-01-02T03:04:05.000Z"],
    ["2026-01-02", "2026-01-02T00:00:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["2026-02-29T00:00:00Z", unfit],
    ["2026-13-01T00:00:00Z", unfit],
    ["2026-01-02T25:00:00Z", unfit],
    ["0000-01-01T00:00:00Z", unfit],
    ["+275760-01-01T00:00:00Z", unfit],
    ["soon", unfit],
    ["", unfit],
    [1_767_225_600_000, unfit],
    ["2026-02-30", unfit],
  ])("an instant %s", (given, wanted) => {
    expect(fitValue("timestamp", given)).toBe(wanted);
  });

  test.each([
    ["bigint", 9_007_199_254_740_991, "9007199254740991"],
    ["bigint", "0042", "42"],
    ["bigint", "9223372036854775807", "9223372036854775807"],
    ["bigint", "9223372036854775808", unfit],
    ["bigint", 2 ** 63, unfit],
    ["bigint", 1.5, unfit],
    ["bigint", "", unfit],
    ["bigint", true, unfit],
    ["integer", -2_147_483_648, "-2147483648"],
    ["integer", 2_147_483_648, unfit],
    ["integer", Number.NaN, unfit],
    ["double", 7.8100000000000005, "7.8100000000000005"],
    ["double", "1e3", "1e3"],
    ["double", "much", unfit],
    ["boolean", true, "t"],
    ["boolean", false, "f"],
    ["boolean", 1, unfit],
    ["text", "", ""],
    ["text", 42, "42"],
    ["text", {}, unfit],
    ["json", [1, [2]], "[1,[2]]"],
    ["json", () => 1, unfit],
    ["bigint[]", [1, "2", null], "{1,2,NULL}"],
    ["bigint[]", [1, "b"], unfit],
    ["bigint[]", 1, unfit],
  ] as const)("%s %s", (kind, given, wanted) => {
    expect(fitValue(kind, given)).toBe(wanted);
  });

  test("a bigint of JavaScript's", () => {
    expect(fitValue("bigint", 10n)).toBe("10");
  });

  test("null and what is missing are null in every kind", () => {
    for (const kind of [
      "bigint",
      "integer",
      "double",
      "boolean",
      "text",
      "timestamp",
      "json",
      "bigint[]",
    ] as const) {
      expect([fitValue(kind, null), fitValue(kind, undefined)]).toEqual([null, null]);
    }
  });
});

describe("an instant as 42 writes it", () => {
  const years = ["0000", "0001", "1900", "2000", "2023", "2024", "9999"];
  const two = (value: number): string => String(value).padStart(2, "0");

  test("is taken as it is when its day exists, like one in another form", () => {
    const days = years.flatMap((year) =>
      Array.from({ length: 14 }, (_, month) =>
        Array.from({ length: 33 }, (__, day) => `${year}-${two(month)}-${two(day)}`),
      ).flat(),
    );
    const taken = days.filter((day) => fitValue("timestamp", `${day}T23:59:59.999Z`) !== unfit);
    expect(taken).toEqual(days.filter((day) => fitValue("timestamp", `${day} 23:59:59.999+00:00`) !== unfit));
    expect(taken.map((day) => fitValue("timestamp", `${day}T00:00:00.000Z`))).toEqual(
      taken.map((day) => `${day}T00:00:00.000Z`),
    );
  });

  test("has a time that exists", () => {
    expect(
      ["24:00:00.000", "23:60:00.000", "23:59:60.000", "23:59:59.99"].map((time) =>
        fitValue("timestamp", `2026-01-02T${time}Z`),
      ),
    ).toEqual(["2026-01-03T00:00:00.000Z", unfit, unfit, "2026-01-02T23:59:59.990Z"]);
  });
});
