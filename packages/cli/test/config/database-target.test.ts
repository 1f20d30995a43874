import { describe, expect, test } from "vitest";
import { readDatabaseTarget } from "../../src/config/database-target.js";

const target = (flag: string | undefined, env: Record<string, string> = {}) =>
  readDatabaseTarget({ flag, env, cwd: "/srv/42" });

describe("the database", () => {
  test("is embedded in the working folder when nobody names one", () => {
    expect(target(undefined)).toEqual({
      kind: "folder",
      folder: "/srv/42/.42sync/db",
      label: "embedded PostgreSQL in .42sync/db",
    });
  });

  test("is what DATABASE_URL names, and the flag beats it", () => {
    const env = { DATABASE_URL: "postgres://intra:s%40crets@db.example.org:5433/mirror?sslmode=require" };
    expect(target(undefined, env)).toEqual({
      kind: "server",
      url: env.DATABASE_URL,
      password: "s@crets",
      label: "PostgreSQL mirror at db.example.org:5433 as intra",
    });
    expect(target("copies/paris", env)).toEqual({
      kind: "folder",
      folder: "/srv/42/copies/paris",
      label: "embedded PostgreSQL in copies/paris",
    });
  });

  test("is said without what the address lacks", () => {
    expect(target("postgresql:///mirror?host=/run/postgresql")).toMatchObject({
      kind: "server",
      label: "PostgreSQL mirror at /run/postgresql",
      password: undefined,
    });
  });

  test("in a folder elsewhere is said in full", () => {
    expect(target("/var/lib/42")).toMatchObject({
      folder: "/var/lib/42",
      label: "embedded PostgreSQL in /var/lib/42",
    });
  });
});
