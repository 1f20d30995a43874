import { createSandbox, DEMO_APPLICATION, type Sandbox } from "@42sync/sandbox";
import { expect, test } from "vitest";
import { createClient, systemClock } from "../../../src/index.js";
import { nightly } from "../../../src/pipelines/index.js";
import { createMemoryStore, type MemoryStore, type RunReport } from "../../../src/sync/index.js";
import { defineMirror } from "../../../src/tables.js";

const application = { ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 };
const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [] }, with: ["exams", "exams_users"] });

function run(sandbox: Sandbox, store: MemoryStore): Promise<RunReport> {
  const client = createClient({ ...application, fetch: sandbox.fetch, clock: { ...systemClock } });
  return nightly({ client, store, mirror }, { force: true });
}

const idsIn = (store: MemoryStore, table: string): readonly number[] =>
  store
    .rows(table)
    .map((row) => Number(row["id"]))
    .sort((a, b) => a - b);

/** The registrations that should be here: of mirrored people, to mirrored exams. */
function wanted(sandbox: Sandbox, store: MemoryStore): readonly number[] {
  const [people, exams] = ["users", "exams"].map((table) => new Set(idsIn(store, table)));
  return sandbox
    .rows("exams_users")
    .filter((row) => people!.has(Number(row["user_id"])) && exams!.has(Number(row["exam_id"])))
    .map((row) => Number(row["id"]));
}

test("rows that 42 lists under one owner at a time are stored, followed, and marked when they are gone", async () => {
  const sandbox = createSandbox({ size: 60, applications: [application] });
  const store = createMemoryStore({ mirror });
  await run(sandbox, store);
  const before = idsIn(store, "exams_users");
  expect([before.length > 5, before]).toEqual([true, wanted(sandbox, store)]);

  const [first] = sandbox.rows("exams_users").filter((row) => before.includes(Number(row["id"])));
  const other = store.rows("exams").find((row) => row["id"] !== first!["exam_id"])!;
  sandbox.remove("exams_users", Number(first!["id"]));
  sandbox.insert("exams_users", {
    id: 999_999,
    exam_id: Number(other["id"]),
    user_id: Number(first!["user_id"]),
  });
  const second = await run(sandbox, store);
  expect(second.outcome).toBe("complete");
  expect(idsIn(store, "exams_users")).toEqual([...before.slice(1), 999_999]);

  sandbox.remove("exams", Number(other["id"]));
  const third = await run(sandbox, store);
  expect(third.outcome).toBe("complete");
  expect(idsIn(store, "exams_users")).toEqual(wanted(sandbox, store));
});
