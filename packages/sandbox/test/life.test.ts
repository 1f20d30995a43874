import { expect, test } from "vitest";
import type { LifeReport, Sandbox } from "@42sync/sandbox";
import { stillSandbox } from "./ask.js";

type Row = Record<string, unknown>;
const RESOURCES = [
  "campus",
  "achievements",
  "coalitions",
  "users",
  "cursus_users",
  "campus_users",
  "projects_users",
  "achievements_users",
  "coalitions_users",
  "locations",
];
const snapshot = (sandbox: Sandbox): Map<string, readonly Row[]> =>
  new Map(RESOURCES.map((resource) => [resource, sandbox.rows(resource)]));

/** What differs between two snapshots of a resource. */
function changes(
  before: Map<string, readonly Row[]>,
  after: Map<string, readonly Row[]>,
  resource: string,
): { added: Row[]; removed: Row[]; changed: { from: Row; to: Row }[] } {
  const old = new Map(before.get(resource)!.map((row) => [row["id"], row]));
  const now = new Map(after.get(resource)!.map((row) => [row["id"], row]));
  const changed = [...now].flatMap(([id, to]) => {
    const from = old.get(id);
    return from !== undefined && JSON.stringify({ ...from, user: 0 }) !== JSON.stringify({ ...to, user: 0 })
      ? [{ from, to }]
      : [];
  });
  return {
    added: [...now.values()].filter(({ id }) => !old.has(id)),
    removed: [...old.values()].filter(({ id }) => !now.has(id)),
    changed,
  };
}

test("four hours by day have dozens of logins and a few marks", () => {
  const report = stillSandbox().advance("4h");
  expect(report.logins).toBeGreaterThan(12);
  expect(report.logins).toBeLessThan(80);
  expect(report.marks).toBeGreaterThan(1);
  expect(report.marks).toBeLessThan(20);
  expect(report.registrations).toBeGreaterThan(0);
});

test("the same seed and steps give the same events; no time, no events", () => {
  const [one, same] = [stillSandbox({ size: 60 }), stillSandbox({ size: 60 })];
  for (const step of ["4h", "15m", 12_345, "1d"]) expect(same.advance(step)).toEqual(one.advance(step));
  expect(snapshot(same)).toEqual(snapshot(one));
  const quiet = stillSandbox({ size: 60 });
  expect(Object.values(quiet.advance(0)).every((count) => count === 0)).toBe(true);
});

test("over weeks, all the silent changes happen", () => {
  const sandbox = stillSandbox();
  const before = snapshot(sandbox);
  const total: Record<string, number> = {};
  for (let day = 0; day < 20; day++) {
    for (const [kind, count] of Object.entries(sandbox.advance("1d") as LifeReport & Record<string, number>))
      total[kind] = (total[kind] ?? 0) + count;
  }
  for (const [kind, count] of Object.entries(total)) expect([kind, count > 0]).toEqual([kind, true]);
  const after = snapshot(sandbox);

  const levels = changes(before, after, "cursus_users").changed.filter(
    ({ from, to }) => from["level"] !== to["level"],
  );
  expect(levels.some(({ from, to }) => from["updated_at"] === to["updated_at"])).toBe(true);
  const scores = changes(before, after, "coalitions_users").changed;
  expect(scores.length).toBeGreaterThan(0);
  expect(scores.every(({ from, to }) => from["updated_at"] === to["updated_at"])).toBe(true);
  expect(changes(before, after, "projects_users").removed.length).toBeGreaterThan(0);
  expect(
    changes(before, after, "users").changed.some(
      ({ from, to }) => from["login"] !== to["login"] && to["login"] === `3b3-${String(to["id"])}`,
    ),
  ).toBe(true);
  expect(changes(before, after, "users").added.length).toBe(total["newcomers"]);
});

test("within hours, erase dates move without updated_at", () => {
  const sandbox = stillSandbox();
  const before = snapshot(sandbox);
  sandbox.advance("4h");
  const silent = changes(before, snapshot(sandbox), "users").changed.filter(
    ({ from, to }) => from["updated_at"] === to["updated_at"],
  );
  expect(silent.length).toBeGreaterThan(0);
  expect(silent.every(({ from, to }) => from["anonymize_date"] !== to["anonymize_date"])).toBe(true);
});

test("events have times within the span, and `updated_at` never goes backwards", () => {
  const sandbox = stillSandbox();
  for (let step = 0; step < 6; step++) {
    const from = sandbox.now.getTime();
    const before = snapshot(sandbox);
    sandbox.advance("4h");
    const after = snapshot(sandbox);
    for (const resource of RESOURCES) {
      const { added, changed } = changes(before, after, resource);
      for (const row of added)
        expect(Date.parse(String(row["created_at"] ?? row["begin_at"]))).toBeGreaterThanOrEqual(from);
      for (const { from: old, to } of changed) {
        if (old["updated_at"] === undefined || old["updated_at"] === to["updated_at"]) continue;
        expect(Date.parse(String(to["updated_at"]))).toBeGreaterThanOrEqual(from);
        expect(Date.parse(String(to["updated_at"]))).toBeLessThanOrEqual(sandbox.now.getTime());
      }
    }
  }
});

test("a person with a seat has an open location there", () => {
  const sandbox = stillSandbox();
  sandbox.advance("6h");
  const open = new Map(
    sandbox
      .rows("locations")
      .filter((row) => row["end_at"] === null)
      .map((row) => [(row["user"] as Row)["id"], row["host"]]),
  );
  for (const row of sandbox.rows("users").filter(({ location }) => location !== null))
    expect(open.get(row["id"])).toBe(row["location"]);
});

test.each(["soon", "4 hours", "", "-5m", -1, Number.NaN])("%s isn't a duration", (duration) => {
  expect(() => stillSandbox({ size: 1 }).advance(duration)).toThrow(
    expect.objectContaining({ code: "E_SANDBOX_DURATION" }) as Error,
  );
});
