import { describe, expect, test } from "vitest";
import { nightly, nightlyPolicy, planPipeline, verify } from "../../src/pipelines/index.js";
import { createMemoryStore, type MemoryStore } from "../../src/sync/index.js";
import { defineMirror } from "../../src/tables.js";
import { at, ignoring, refusing, sound, taking } from "./breaking.js";
import { fullSandbox, probed, settingOf, type Between } from "./probed.js";

const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [1] }, with: ["locations"] });
const names = Object.keys(mirror.tables);

/** A copy by two nightlies, the second after some life, of a 42 that was probed first. */
async function copyOf(between: Between, isProbed: boolean) {
  const sandbox = fullSandbox(60);
  const setting = settingOf(between, sandbox);
  const store = createMemoryStore({ mirror });
  const report = isProbed ? await probed(setting, { mirror }) : undefined;
  const askedAt = "2026-12-01T08:00:00.000Z";
  await store.probes.keep(
    (report?.facts ?? []).flatMap(({ holds, ...fact }) =>
      holds === null ? [] : [{ ...fact, holds, askedAt }],
    ),
  );
  const first = await nightly({ ...setting, store, mirror });
  sandbox.advance("6h");
  const second = await nightly({ ...setting, store, mirror }, { force: true });
  return { setting, store, outcomes: [first.outcome, second.outcome] };
}

let made: Promise<MemoryStore> | undefined;
/** The copy of a 42 that is as expected; all tests compare with the same one. */
const soundCopy = (): Promise<MemoryStore> => (made ??= copyOf(sound, false).then(({ store }) => store));

const contents = (store: MemoryStore) =>
  Object.fromEntries(
    names.map((name) => [name, [...store.rows(name)].sort((a, b) => Number(a["id"]) - Number(b["id"]))]),
  );

describe("nightlies of a 42 that is otherwise make the same copy once it was probed", () => {
  test.each<readonly [what: string, between: Between, table: string, reason: string]>([
    [
      "range[id] has no effect on enrolments",
      at("/v2/cursus/21/cursus_users", ignoring("range[id]")),
      "cursus_users",
      "read from the last page to the first, because cursus_users.range-id did not hold in the probe of 2026-12-01",
    ],
    [
      "range[id] is refused where nothing is sorted",
      at("/v2/projects_users", refusing("range[id]")),
      "projects_users",
      "read until two readings agree, because projects_users.range-id did not hold in the probe of 2026-12-01",
    ],
    [
      "filter[user_id] has no effect",
      at("/v2/campus_users", ignoring("filter[user_id]")),
      "campus_users",
      "read by its list, because campus_users.filter-user_id did not hold in the probe of 2026-12-01",
    ],
    [
      "filter[user_id]=a,b means a",
      at(
        "/v2/locations",
        taking("filter[user_id]", (text) => text.split(",")[0] ?? ""),
      ),
      "locations",
      "read by its list, because locations.or-user_id did not hold in the probe of 2026-12-01",
    ],
    [
      "filter[kind] has no effect on people",
      ignoring("filter[kind]"),
      "users",
      "read without that filter, because users.filter-kind did not hold in the probe of 2026-12-01",
    ],
    [
      "range[updated_at] has no effect",
      at("/v2/projects_users", ignoring("range[updated_at]")),
      "projects_users",
      "read whole, because projects_users.range-updated_at did not hold in the probe of 2026-12-01",
    ],
  ])("%s", async (_, between, table, reason) => {
    const { setting, store, outcomes } = await copyOf(between, true);
    expect(outcomes).toEqual(["complete", "complete"]);
    expect(contents(store)).toEqual(contents(await soundCopy()));
    const plan = await planPipeline(nightlyPolicy, { store, mirror, now: setting.sandbox.now });
    expect(plan.passes.find((pass) => pass.table.name === table && !pass.skip)?.reason).toContain(
      `; ${reason}`,
    );
    expect((await verify({ ...setting, store, mirror }, { budget: 2000 })).different).toBe(false);
  });

  test("unprobed, such a nightly fails rather than losing rows", async () => {
    const { outcomes } = await copyOf(at("/v2/campus_users", ignoring("filter[user_id]")), false);
    expect(outcomes).not.toEqual(["complete", "complete"]);
  });

  test("where a campus cannot be chosen, nobody of another campus enters", async () => {
    const { store, outcomes } = await copyOf(ignoring("filter[primary_campus_id]"), true);
    expect([outcomes[0], store.rows("users").length]).toEqual(["partial", 0]);
  });
});
