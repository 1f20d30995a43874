import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { defineMirror, defineResource, optionalTables, tables, type Mirror } from "../../src/tables.js";

const scope = { cursusId: 21, campusIds: [12] };

const boards = defineResource({
  name: "boards",
  path: "/v2/boards",
  item: z.looseObject({ id: z.number(), owner: z.string() }),
  filters: [],
  ranges: ["id"],
  sorts: ["id"],
  traversal: "keyset",
  table: {
    comment: "Boards.",
    incremental: "full",
    columns: { id: { kind: "bigint", comment: "Id." }, owner: { kind: "text", comment: "Whose." } },
  },
});

describe("a mirror", () => {
  test("holds the standard tables, and what was asked for", () => {
    const mirror = defineMirror({ scope, with: ["teams"], resources: [boards] });
    expect(Object.keys(mirror.tables)).toEqual([...Object.keys(tables), "teams", "boards"]);
    expect(mirror.mirrored.map(({ table, endpoint }) => [table.name, endpoint.name]).slice(-2)).toEqual([
      ["teams", "teams"],
      ["boards", "boards"],
    ]);
    expect({ scope: mirror.scope, with: mirror.with, raw: mirror.raw, redact: mirror.redact }).toEqual({
      scope,
      with: ["teams"],
      raw: false,
      redact: undefined,
    });
    expectTypeOf(mirror.tables.boards).toEqualTypeOf(boards.table);
    expectTypeOf(mirror.tables.teams).toEqualTypeOf(optionalTables.teams);
    expectTypeOf(mirror).toExtend<Mirror>();
  });

  test("without a scope is for a store alone, and gets one by being copied", () => {
    const mirror = defineMirror({ with: ["teams"] });
    expectTypeOf(mirror).not.toExtend<Mirror>();
    expectTypeOf({ ...mirror, scope }).toExtend<Mirror>();
    expect(mirror.scope).toBeUndefined();
  });

  test("gives the store and the pipelines the same table with raw", () => {
    const mirror = defineMirror({ scope, raw: ["users"] });
    const users = mirror.mirrored.find(({ table }) => table.name === "users")?.table;
    expect(users).toBe(mirror.tables.users);
    expect(Object.keys(mirror.tables.users.columns)).toContain("raw");
    expect(mirror.tables.campuses).toBe(tables.campuses);
  });
});

describe("the privacy of a mirror", () => {
  const hash = (text: string): string => `#${text}`;

  test("applies to its own resources, and may have rules for tables that it does not hold", () => {
    const profile = {
      users: { drop: ["email"] },
      boards: { hash: ["owner"] },
      locations: { hash: ["host"] },
    };
    const { redact } = defineMirror({ scope, resources: [boards], privacy: { profile, hash } });
    expect([
      redact?.("users", { id: 1, login: "ada", email: "ada@x" }),
      redact?.("boards", { id: 1, owner: "ada" }),
    ]).toEqual([
      { id: 1, login: "ada", email: null },
      { id: 1, owner: "#ada" },
    ]);
  });

  test("needs a hash function only where something is hashed", () => {
    const dropping = { profile: { users: { drop: ["email"] } } };
    expect(defineMirror({ privacy: dropping }).redact?.("users", { email: "ada@x" })).toEqual({
      email: null,
    });
    expect(() => defineMirror({ privacy: { profile: { users: { hash: ["login"] } } } })).toThrow(
      "privacy.users hashes columns, and there is no hash function",
    );
  });

  test("is none where no rule says anything, but its names are checked", () => {
    expect(defineMirror({ privacy: { profile: { users: {} } } }).redact).toBeUndefined();
    expect(() => defineMirror({ privacy: { profile: { user: {} } } })).toThrow("there is no table user");
  });
});
