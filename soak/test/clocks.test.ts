import { describe, expect, test } from "vitest";
import { incrementalPolicy } from "42sync";
import { runWithClock, wrongClocks, type ClockRuns } from "../clocks.js";

const right = await runWithClock((clock) => clock);
const kinds = ({ reports }: ClockRuns) =>
  reports.map((report) => [
    report.outcome,
    report.hits,
    report.passes.map((pass) => [pass.table, pass.kind, pass.outcome, pass.rows]),
  ]);

describe("a local clock that is wrong changes nothing", () => {
  test.each(Object.keys(wrongClocks))("%s: the same rows, watermarks, passes and hits", async (name) => {
    const wrong = await runWithClock(wrongClocks[name]!);
    expect(kinds(wrong)).toEqual(kinds(right));
    expect(wrong.state).toEqual(right.state);
  });
});

describe("windows and watermarks go by 42's clock", () => {
  const scope = "cursus=21 campus=all";

  test("a window begins when the last complete pass began, less the margin, and rewrites nothing", async () => {
    const { local, store } = await runWithClock((clock) => clock);
    const table = local.mirrored.find((one) => one.table.name === "projects_users")!.table;
    const before = (await store.watermarks.watermark(table, scope))!.watermark;
    // Nothing happens at 42 meanwhile, but that rows of the margin are asked for again.
    local.clock.pass(60_000);
    local.sandbox.update("projects_users", Number(store.rows("projects_users")[0]!["id"]), {});
    local.clock.pass(60_000);
    await local.run(store, incrementalPolicy);
    local.clock.pass(120_000);
    local.sandbox.clearRequests();
    const report = await local.run(store, incrementalPolicy);
    const pass = report.passes.find((one) => one.table === "projects_users")!;
    const asked = local.sandbox.requests
      .find((request) => request.path === "/v2/projects_users")!
      .query["range[updated_at]"]!.split(",");
    expect([
      pass.watermarkBefore! > before,
      asked[0],
      pass.rows.updated,
      pass.rows.inserted,
      pass.rows.unchanged > 0,
    ]).toEqual([
      true,
      new Date(Date.parse(pass.watermarkBefore!) - incrementalPolicy.marginMs).toISOString(),
      0,
      0,
      true,
    ]);
    expect(Date.parse(asked[1]!)).toBeLessThanOrEqual(local.sandbox.now.getTime());
  });

  test("a watermark ahead of 42's clock is noticed, and the whole table is re-read", async () => {
    const { local, store } = await runWithClock((clock) => clock);
    const table = local.mirrored.find((one) => one.table.name === "projects_users")!.table;
    const ahead = new Date(local.sandbox.now.getTime() + 5 * 3_600_000).toISOString();
    await store.pages.commit({
      table,
      scope,
      passId: null,
      entries: [],
      invalidItems: [],
      skipped: 0,
      resume: null,
      completes: { watermark: ahead, kind: "full" },
    });
    local.sandbox.advance("2h");
    const report = await local.run(store, incrementalPolicy);
    const pass = report.passes.find((one) => one.table === "projects_users")!;
    expect([
      pass.kind,
      pass.reason.startsWith("its watermark is ahead of the server's clock"),
      pass.watermarkBefore,
      pass.watermarkAfter! <= local.sandbox.now.toISOString(),
    ]).toEqual(["full", true, ahead, true]);
    const here = new Map(store.rows("projects_users").map((row) => [row["id"], row["updated_at"]]));
    const people = new Set(store.rows("users").map((row) => row["id"]));
    const projects = new Set(store.rows("projects").map((row) => row["id"]));
    const there = local.sandbox
      .rows("projects_users")
      .filter(
        (row) =>
          people.has((row["user"] as { id: number }).id) &&
          projects.has((row["project"] as { id: number }).id) &&
          (row["cursus_ids"] as number[]).includes(21),
      );
    expect(there.filter((row) => here.get(row["id"]) !== row["updated_at"])).toEqual([]);
  });
});
