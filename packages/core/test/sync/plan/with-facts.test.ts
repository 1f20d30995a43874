import { describe, expect, test } from "vitest";
import { withFacts } from "../../../src/sync/plan/with-facts.js";
import type { KeptFact } from "../../../src/sync/index.js";
import { defineMirror, type Mirrored } from "../../../src/tables.js";

const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [] }, with: ["locations"] });
const mirrored = (name: string): Mirrored => {
  const found = mirror.mirrored.find(({ table }) => table.name === name);
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
};

const broken = (fact: string): KeptFact => ({
  fact,
  resource: fact.split(".")[0] ?? null,
  expected: "",
  seen: "",
  holds: false,
  askedAt: "2026-12-01T08:00:00.000Z",
});

const read = (name: string, ...facts: readonly string[]) => {
  const { table, endpoint, fallback } = withFacts(mirrored(name), facts.map(broken));
  const { incremental, askBy, follows, silent } = table;
  return {
    traversal: endpoint.traversal,
    incremental,
    askBy: askBy?.filter,
    follows: follows?.table,
    silent,
    fallback,
  };
};

const asDeclared = {
  traversal: "keyset",
  incremental: "window",
  askBy: "user_id",
  follows: "projects_users",
  silent: true,
  fallback: undefined,
};
const withoutOwners = { askBy: undefined, follows: undefined, silent: false };

describe("how a list is read when a fact does not hold", () => {
  test("facts that hold, of other lists, or about what is not relied on change nothing", () => {
    const table = mirrored("cursus_users");
    expect(withFacts(table, [])).toBe(table);
    expect(withFacts(table, [{ ...broken("cursus_users.range-id"), holds: true }])).toBe(table);
    expect(withFacts(table, [broken("users.range-id"), broken("api.clock")])).toBe(table);
    expect(read("cursus_users", "cursus_users.total", "cursus_users.fields")).toEqual(asDeclared);
  });

  test("without range[id]: from the last page to the first, and by its list", () => {
    expect(read("cursus_users", "cursus_users.range-id")).toEqual({
      ...asDeclared,
      ...withoutOwners,
      traversal: "last-to-first",
      fallback:
        "read from the last page to the first, because cursus_users.range-id did not hold in the probe of 2026-12-01",
    });
  });

  test("without range[id] and sort=id, or without an order: until two readings agree", () => {
    expect(read("cursus_users", "cursus_users.range-id", "cursus_users.sort-id").traversal).toBe(
      "until-rest",
    );
    expect(read("projects_users", "projects_users.range-id").traversal).toBe("until-rest");
    expect(read("coalitions", "coalitions.sort-id").traversal).toBe("until-rest");
    expect(read("projects_users", "projects_users.order")).toEqual({
      ...asDeclared,
      ...withoutOwners,
      traversal: "until-rest",
      fallback:
        "read until two readings agree, because projects_users.order did not hold in the probe of 2026-12-01",
    });
  });

  test("without sort=id a list that ascends by itself is read by id all the same", () => {
    expect(read("cursus_users", "cursus_users.sort-id")).toEqual(asDeclared);
    expect(
      withFacts(mirrored("cursus_users"), [broken("cursus_users.sort-id")]).endpoint.sorts,
    ).not.toContain("id");
  });

  test("without the filter by owners, or with one that takes a single owner: by its list", () => {
    for (const kind of ["filter", "or"]) {
      expect(read("cursus_users", `cursus_users.${kind}-user_id`)).toEqual({
        ...asDeclared,
        ...withoutOwners,
        fallback: `read by its list, because cursus_users.${kind}-user_id did not hold in the probe of 2026-12-01`,
      });
    }
  });

  test("without the range that finds changes: whole each time", () => {
    expect(read("cursus_users", "cursus_users.range-updated_at")).toEqual({
      ...asDeclared,
      incremental: "full",
      fallback: "read whole, because cursus_users.range-updated_at did not hold in the probe of 2026-12-01",
    });
    expect(read("locations", "locations.range-begin_at").incremental).toBe("full");
  });

  test("without a filter of the scope: the row tells, or the pass ends by name", () => {
    const scope = { cursusId: 21, campusIds: [1] };
    const { table, endpoint, fallback } = withFacts(mirrored("users"), [
      broken("users.filter-kind"),
      broken("users.filter-primary_campus_id"),
    ]);
    expect(table.list(scope)).toEqual({
      under: { cursus: 21 },
      filter: { "alumni?": false, primary_campus_id: [1] },
    });
    expect(table.holds).toBeUndefined();
    expect(endpoint.ineffective?.["filter[primary_campus_id]"]).toBe(
      "it had no effect in the probe of 2026-12-01",
    );
    expect(fallback).toContain("read without that filter, because users.filter-kind did not hold");
  });
});
