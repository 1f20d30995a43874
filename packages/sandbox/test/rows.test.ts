import { expect, test } from "vitest";
import { ask, rowsOf, stillSandbox } from "./ask.js";

test("an update moves updated_at to now, a silent update doesn't", () => {
  const sandbox = stillSandbox({ size: 10 });
  const before = sandbox.rows("cursus_users")[0]!;
  const id = Number(before["id"]);
  sandbox.update("cursus_users", id, { level: 12.5 }, { touch: false });
  expect(sandbox.rows("cursus_users")[0]).toMatchObject({ level: 12.5, updated_at: before["updated_at"] });
  sandbox.update("cursus_users", id, { end_at: "2026-11-23T07:00:00.000Z" });
  expect(sandbox.rows("cursus_users")[0]).toMatchObject({
    level: 12.5,
    end_at: "2026-11-23T07:00:00.000Z",
    updated_at: sandbox.now.toISOString(),
  });
  sandbox.update("cursus_users", id, { updated_at: "2026-11-20T00:00:00.000Z" });
  expect(sandbox.rows("cursus_users")[0]).toMatchObject({ updated_at: "2026-11-20T00:00:00.000Z" });
});

test("embedded copies stay old for a while", () => {
  const sandbox = stillSandbox({ size: 40 });
  const user = sandbox.rows("projects_users").at(-1)!["user"] as Record<string, unknown>;
  sandbox.update("users", Number(user["id"]), { wallet: 4242 });
  const copies = sandbox
    .rows("projects_users")
    .map((row) => row["user"] as Record<string, unknown>)
    .filter(({ id }) => id === user["id"]);
  expect(new Set(copies.map(({ wallet }) => wallet === 4242))).toEqual(new Set([true, false]));
});

test("an inserted row gets defaults, matches filters, and can be removed", async () => {
  const sandbox = stillSandbox({ size: 10 });
  sandbox.insert("users", { id: 900_001, login: "zzzzzzzz", kind: "student" });
  sandbox.insert("projects_users", {
    id: 9_000_001,
    user: { id: 900_001 },
    project: { id: 1314 },
    final_mark: 100,
    marked_at: "2026-11-23T07:59:00.000Z",
  });
  const [row] = await rowsOf(sandbox, "/v2/projects_users?filter[user_id]=900001");
  expect(row).toMatchObject({
    id: 9_000_001,
    final_mark: 100,
    marked_at: "2026-11-23T07:59:00.000Z",
    project: { id: 1314 },
    user: { id: 900_001 },
    created_at: sandbox.now.toISOString(),
  });
  sandbox.remove("projects_users", 9_000_001);
  expect(await rowsOf(sandbox, "/v2/users/zzzzzzzz/projects_users")).toEqual([]);
});

test("a value of the wrong type is shown unchanged, until a valid one replaces it", () => {
  const sandbox = stillSandbox({ size: 3 });
  const id = Number(sandbox.rows("users")[0]!["id"]);
  sandbox.update("users", id, { wallet: "a lot", brand_new: [1] });
  expect(sandbox.rows("users")[0]).toMatchObject({ wallet: "a lot", brand_new: [1] });
  sandbox.update("users", id, { wallet: 3 });
  expect(sandbox.rows("users")[0]).toMatchObject({ wallet: 3, brand_new: [1] });
});

test("an embedded person can be empty", () => {
  const sandbox = stillSandbox({ size: 3 });
  const id = Number(sandbox.rows("projects_users")[0]!["id"]);
  sandbox.update("projects_users", id, { user: {} }, { touch: false });
  expect(sandbox.rows("projects_users")[0]!["user"]).toEqual({});
});

test("misuse throws an error that names the problem", async () => {
  const sandbox = stillSandbox({ size: 3 });
  const code = (expected: string): Error => expect.objectContaining({ code: expected }) as Error;
  expect(() => sandbox.rows("partnerships")).toThrow(code("E_SANDBOX_RESOURCE"));
  expect(() => {
    sandbox.update("users", 1, {});
  }).toThrow(code("E_SANDBOX_ROW"));
  expect(() => {
    sandbox.remove("users", 1);
  }).toThrow(code("E_SANDBOX_ROW"));
  expect(() => {
    sandbox.insert("cursus", { id: 21 });
  }).toThrow(code("E_SANDBOX_ROW"));
  expect(() => {
    sandbox.rotateSecret("nobody");
  }).toThrow(code("E_SANDBOX_APPLICATION"));
  expect((await ask(sandbox, "/v2/cursus")).status).toBe(200);
});
