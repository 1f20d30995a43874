import { expect, test } from "vitest";
import { retryAfterToMs } from "../../../src/transport/retry/retry-after.js";

const localNow = Date.parse("2026-11-23T12:00:00Z");
const asked = (headers: Record<string, string>): number | null =>
  retryAfterToMs(new Headers(headers), localNow);

test("whole seconds become milliseconds", () => {
  expect(asked({ "retry-after": "129" })).toBe(129_000);
});

test("an HTTP date counts from the answer's own Date, not from the local clock", () => {
  expect(
    asked({ "retry-after": "Mon, 23 Nov 2026 08:00:42 GMT", date: "Mon, 23 Nov 2026 08:00:00 GMT" }),
  ).toBe(42_000);
});

test("an HTTP date counts from the local clock where the answer has no Date", () => {
  expect(asked({ "retry-after": "Mon, 23 Nov 2026 12:00:05 GMT" })).toBe(5000);
});

test("a date in the past asks for no wait", () => {
  expect(
    asked({ "retry-after": "Mon, 23 Nov 2026 07:00:00 GMT", date: "Mon, 23 Nov 2026 08:00:00 GMT" }),
  ).toBe(0);
});

test.each(["", "soon", "-5", "NaN"])("%j is ignored", (value) => {
  expect(asked({ "retry-after": value })).toBeNull();
});

test("a missing header is ignored", () => {
  expect(asked({})).toBeNull();
});
