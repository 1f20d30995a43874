import { describe, expect, test } from "vitest";
import { hashText, joinName, quoteIn, quoteName, requireName } from "../../src/sql/identifiers.js";

describe("names in SQL", () => {
  test("are always quoted", () => {
    expect([
      quoteName("users"),
      quoteName("lateral"),
      quoteName('we"ird'),
      quoteIn("my schema", "a.b"),
    ]).toEqual(['"users"', '"lateral"', '"we""ird"', '"my schema"."a.b"']);
  });

  test.each([
    ["", 'the table name "" is empty'],
    ["a\0b", 'the table name "a\\u0000b" contains a NUL character'],
    ["é".repeat(32), `the table name "${"é".repeat(32)}" has 64 bytes, PostgreSQL keeps 63`],
  ])("%j is refused", (name, message) => {
    expect(() => {
      requireName("table", name);
    }).toThrow(
      expect.objectContaining({ code: "E_CONFIG", message, hint: "give the table another name" }) as Error,
    );
  });

  test("63 bytes are taken", () => {
    expect(() => {
      requireName("table", "x".repeat(63));
    }).not.toThrow();
  });

  test("made ones are cut to 63 bytes and stay unique", () => {
    const long = "é".repeat(30);
    expect(joinName("users", "login", "idx")).toBe("users_login_idx");
    expect(new TextEncoder().encode(joinName(long, "a", "idx")).length).toBeLessThanOrEqual(63);
    expect(joinName(long, "a", "idx")).not.toBe(joinName(long, "b", "idx"));
  });

  test("hash as FNV-1a does", () => {
    expect([hashText(""), hashText("a"), hashText("foobar")]).toEqual([
      "cbf29ce484222325",
      "af63dc4c8601ec8c",
      "85944171f73967e8",
    ]);
  });
});
