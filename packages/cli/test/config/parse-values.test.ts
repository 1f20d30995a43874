import { describe, expect, test } from "vitest";
import { parseDuration, parseMoment, parseWhole } from "../../src/config/parse-values.js";

describe("values of flags", () => {
  test("durations", () => {
    expect(["90s", "15m", "15min", "26h", "2d", "1.5h"].map(parseDuration)).toEqual([
      90_000, 900_000, 900_000, 93_600_000, 172_800_000, 5_400_000,
    ]);
  });

  test("moments: ago, a day, an instant, with and without a zone", () => {
    expect(
      [
        "24h",
        "2026-11-23",
        "2026-11-23T08:30",
        "2026-11-23 08:30:15",
        "2026-11-23T08:30:00.5Z",
        "2026-11-23T08:30:00+01:00",
      ].map(parseMoment),
    ).toEqual([
      { agoMs: 86_400_000 },
      { at: new Date("2026-11-23T00:00:00Z") },
      { at: new Date("2026-11-23T08:30:00Z") },
      { at: new Date("2026-11-23T08:30:15Z") },
      { at: new Date("2026-11-23T08:30:00.500Z") },
      { at: new Date("2026-11-23T07:30:00Z") },
    ]);
  });

  test.each(["", "yesterday", "26", "2026-13-01", "2026-11-23T25:00", "24 hours"])(
    "%j is not a time",
    (text) => {
      expect(() => parseMoment(text)).toThrow("it must be a time, like");
    },
  );

  test.each(["-1", "1.5", "1e3", "0x10", "", "9007199254740993"])("%j is no whole number", (text) => {
    expect(() => parseWhole(0)(text)).toThrow("whole number");
  });
});
