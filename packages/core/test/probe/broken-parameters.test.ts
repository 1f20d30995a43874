import { describe, expect, test } from "vitest";
import { at, ignoring, refusing, taking } from "./breaking.js";
import { differing, probed, probedSome, settingOf, type Between } from "./probed.js";

const first = (text: string): string => text.split(",")[0] ?? "";

describe("a parameter is not as expected: its row differs, and no other", () => {
  test.each<readonly [what: string, between: Between, fact: string, seen: string]>([
    [
      "range[id] has no effect on a short list",
      at("/v2/cursus", ignoring("range[id]")),
      "cursus.range-id",
      "7 of 16 rows should not come",
    ],
    [
      "range[id] is taken for a beginning only",
      at(
        "/v2/cursus",
        taking("range[id]", (text) => `${first(text)},99999`),
      ),
      "cursus.range-id",
      "3 of 12 rows should not come",
    ],
    ["range[id] is refused", at("/v2/locations", refusing("range[id]")), "locations.range-id", "400"],
    [
      "range[updated_at] has no effect",
      at("/v2/projects_users", ignoring("range[updated_at]")),
      "projects_users.range-updated_at",
      "25 of 51 rows should not come",
    ],
    [
      "range[updated_at] finds nothing",
      at(
        "/v2/projects_users",
        taking("range[updated_at]", () => "1990-01-01,1990-01-02"),
      ),
      "projects_users.range-updated_at",
      "0 of 26 rows came",
    ],
    [
      "range[begin_at] has no effect",
      at("/v2/locations", ignoring("range[begin_at]")),
      "locations.range-begin_at",
      "25 of 51 rows should not come",
    ],
    [
      "range[end_at] has no effect",
      at("/v2/locations", ignoring("range[end_at]")),
      "locations.range-end_at",
      "25 of 51 rows should not come",
    ],
    [
      "range[end_at] is refused",
      at("/v2/locations", refusing("range[end_at]")),
      "locations.range-end_at",
      "400",
    ],
    [
      "filter[user_id] has no effect",
      at("/v2/projects_users", ignoring("filter[user_id]")),
      "projects_users.filter-user_id",
      "19 of 51 rows should not come",
    ],
    [
      "filter[user_id] is refused",
      at("/v2/locations", refusing("filter[user_id]")),
      "locations.filter-user_id",
      "400",
    ],
    [
      "filter[user_id]=a,b means a",
      at("/v2/locations", taking("filter[user_id]", first)),
      "locations.or-user_id",
      "1 of 21 owners came",
    ],
    [
      "filter[user_id]=a,b fits nobody",
      at(
        "/v2/locations",
        taking("filter[user_id]", () => "0"),
      ),
      "locations.or-user_id",
      "0 of 21 owners came",
    ],
    ["filter[id] has no effect", ignoring("filter[id]"), "users.filter-id", "25 of 51 rows should not come"],
    [
      "filter[kind] has no effect",
      ignoring("filter[kind]"),
      "users.filter-kind",
      "2 of 100 rows should not come",
    ],
    [
      "filter[alumni?] has no effect",
      ignoring("filter[alumni?]"),
      "users.filter-alumni",
      "7 of 100 rows should not come",
    ],
    [
      "filter[primary_campus_id] has no effect",
      ignoring("filter[primary_campus_id]"),
      "users.filter-primary_campus_id",
      "as many rows as without it, by X-Total",
    ],
  ])("%s", async (_, between, fact, seen) => {
    expect(differing(await probedSome(between))).toEqual([[fact, seen]]);
  });
});

describe("a parameter that has no effect on any list differs on every list that uses it", () => {
  test.each(["range[id]", "range[updated_at]", "range[begin_at]", "filter[user_id]", "filter[project_id]"])(
    "%s",
    async (name) => {
      const kind = name.replace("[", "-").replace("]", "");
      const report = await probed(settingOf(ignoring(name)));
      const all = report.facts.map(({ fact }) => fact).filter((fact) => fact.endsWith(`.${kind}`));
      expect(all.length).toBeGreaterThan(0);
      expect(differing(report).map(([fact]) => fact)).toEqual(all);
    },
  );
});
