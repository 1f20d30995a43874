import { describe, expect, test } from "vitest";
import { createRedact } from "../../src/resource/privacy.js";
import { tables, type PrivacyProfile } from "../../src/tables.js";

const list = Object.values(tables);
const redactBy = (profile: PrivacyProfile): ReturnType<typeof createRedact> =>
  createRedact({ tables: list, profile, hash: (text) => `#${text}` });
const refusal = (profile: PrivacyProfile): unknown => {
  try {
    redactBy(profile);
    return "accepted";
  } catch (error) {
    return error instanceof Error ? [error.message, (error as { hint?: string }).hint] : error;
  }
};

describe("a privacy profile", () => {
  test("drops and hashes fields of a table's items, with or without their question mark", () => {
    const redact = redactBy({ users: { drop: ["email", "image", "staff"], hash: ["login"] } });
    expect(
      redact("users", {
        id: 1,
        login: "norminet",
        email: "n@42.fr",
        image: { link: "x" },
        "staff?": true,
        wallet: 3,
      }),
    ).toEqual({ id: 1, login: "#norminet", email: null, image: null, "staff?": null, wallet: 3 });
    expect(redact("users", { id: 1, login: null })).toEqual({ id: 1, login: null });
  });

  test("holds for people inside other items, at any depth, once", () => {
    const redact = redactBy({ users: { drop: ["email"], hash: ["login"] } });
    const person = { id: 1, login: "norminet", email: "n@42.fr" };
    const clean = { id: 1, login: "#norminet", email: null };
    expect(
      redact("projects_users", { id: 5, user: person, teams: [{ id: 9, users: [person, { id: 2 }] }] }),
    ).toEqual({ id: 5, user: clean, teams: [{ id: 9, users: [clean, { id: 2 }] }] });
    expect(redact("users", { ...person, cursus_users: [{ user: person }] })).toEqual({
      ...clean,
      cursus_users: [{ user: clean }],
    });
    expect(redact("locations", { id: 3, user: person })).toEqual({ id: 3, user: clean });
  });

  test("holds for fields of the same name beside the ids of their rows", () => {
    const redact = redactBy({ users: { drop: ["url"], hash: ["login"] } });
    expect(redact("achievements_users", { id: 5, user_id: 1, login: "norminet", url: "u" })).toEqual({
      id: 5,
      user_id: 1,
      login: "#norminet",
      url: null,
    });
    expect(redact("coalitions", { id: 3, login: "not a person" })).toEqual({ id: 3, login: "not a person" });
  });

  test("gives equal values equal hashes, so that they join", () => {
    const redact = redactBy({ users: { hash: ["login"] }, coalitions: { hash: ["name"] } });
    expect([
      redact("users", { id: 1, login: "same" }),
      redact("coalitions", { id: 1, name: "same" }),
    ]).toEqual([
      { id: 1, login: "#same" },
      { id: 1, name: "#same" },
    ]);
  });

  test("leaves everything but objects as it is", () => {
    const redact = redactBy({ users: { drop: ["email"] } });
    expect([redact("users", "invisible"), redact("users", null), redact("users", [1])]).toEqual([
      "invisible",
      null,
      [1],
    ]);
  });

  test("is refused where the mirror needs the column", () => {
    expect(refusal({ user: { drop: ["email"] } })).toEqual([
      "privacy.user: there is no table user",
      `the tables are ${Object.keys(tables).join(", ")}`,
    ]);
    expect(refusal({ users: { drop: ["mail"] } })).toEqual([
      "privacy.users: mail is no column",
      `the columns are ${Object.keys(tables.users.columns).join(", ")}`,
    ]);
    expect(refusal({ users: { drop: ["login"] } })).toEqual([
      "privacy.users: login is never empty, so that it cannot be dropped",
      "hash it instead",
    ]);
    expect(refusal({ users: { hash: ["image"] } })).toEqual([
      "privacy.users: image is json, and only text can be hashed",
      "drop it instead",
    ]);
    expect(refusal({ users: { drop: ["email"], hash: ["email"] } })).toEqual([
      "privacy.users: email is both dropped and hashed",
      "name it once",
    ]);
    expect(refusal({ users: { hash: ["kind"] } })).toEqual([
      "privacy.users: kind decides who is mirrored",
      "it is kept as it is",
    ]);
    expect(refusal({ users: { drop: ["id"] } })).toEqual([
      "privacy.users: id is what rows are found by",
      "ids, and names that links go by, are kept as they are",
    ]);
    expect(refusal({ campuses: { hash: ["name"] } })).toEqual([
      "privacy.campuses: name is what rows are found by",
      "ids, and names that links go by, are kept as they are",
    ]);
    expect(refusal({ projects_users: { drop: ["updated_at"] } })).toEqual([
      "privacy.projects_users: updated_at tells which of two items is newer",
      "it is kept as it is",
    ]);
  });

  test.each(list)("$name declares what it decides by", (table) => {
    const read = new Set<string>();
    const item = new Proxy<Record<string, unknown>>(
      { kind: "student", cursus_id: 21, cursus_ids: [21] },
      {
        get: (fields, name) => {
          read.add(String(name).replace(/\?$/, ""));
          return fields[String(name)];
        },
      },
    );
    const scope = { cursusId: 21, campusIds: [12] };
    table.enters(item as never, scope); // any declared item has the few fields that are read
    table.includes(item as never, scope);
    const kept = new Set([
      ...table.decidedBy,
      ...table.key,
      ...Object.entries(table.columns).flatMap(([name, column]) =>
        column.references === undefined && column.mentions === undefined ? [] : [name],
      ),
    ]);
    expect([...read].filter((name) => !kept.has(name))).toEqual([]);
  });
});
