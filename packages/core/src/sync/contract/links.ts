import { tables } from "../../resources/index.js";
import type { RowCounts } from "../ports/index.js";
import {
  commit,
  contractTest,
  counts,
  entryOf,
  fillParents,
  same,
  type ContractTest,
  type StoreUnderContract,
} from "./contract-test.js";

const { achievements, projects } = tables;

const offer = (
  under: StoreUnderContract,
  id: number,
  campuses: readonly number[] | undefined,
): Promise<RowCounts> =>
  commit(under.store, projects, [
    entryOf(projects, { id }, { links: campuses === undefined ? {} : { campus_projects: campuses } }),
  ]);

async function pairs(under: StoreUnderContract): Promise<readonly string[]> {
  const rows = await under.read("campus_projects");
  return rows.map((row) => `${String(row["campus_id"])}-${String(row["project_id"])}`).sort();
}

/** What becomes of the links that items carry. */
export const linkContract: readonly ContractTest[] = [
  contractTest("links are stored with the row that carries them", async (under) => {
    await fillParents(under.store);
    same("counts", await offer(under, 8, [1, 12]), counts({ inserted: 1 }));
    same("links", await pairs(under), ["1-8", "12-8"]);
  }),

  contractTest("links replace the stored ones of their row, and of no other", async (under) => {
    await fillParents(under.store);
    await offer(under, 7, [1, 12]);
    await offer(under, 8, [1]);
    await offer(under, 7, [12]);
    same("one is gone", await pairs(under), ["1-8", "12-7"]);
    await offer(under, 7, [1, 12]);
    same("it is back", await pairs(under), ["1-7", "1-8", "12-7"]);
    await offer(under, 7, []);
    same("all are gone", await pairs(under), ["1-8"]);
  }),

  contractTest("links of an item that is older than its row are old too", async (under) => {
    await fillParents(under.store);
    const at = (updated_at: string, campuses: readonly number[]): Promise<RowCounts> =>
      commit(under.store, projects, [
        entryOf(projects, { id: 7, updated_at }, { links: { campus_projects: campuses } }),
      ]);
    await at("2026-02-02T00:00:00.000Z", [1]);
    same("counts", await at("2026-01-01T00:00:00.000Z", [12]), counts({ stale: 1 }));
    same("links", await pairs(under), ["1-7"]);
  }),

  contractTest("links stay as they are when the item does not carry the list", async (under) => {
    await fillParents(under.store);
    await offer(under, 7, [1]);
    await offer(under, 7, undefined);
    same("links", await pairs(under), ["1-7"]);
  }),

  contractTest("a link to something that is not listed is skipped and counted", async (under) => {
    await fillParents(under.store);
    same("counts", await offer(under, 7, [1, 99, 98]), counts({ unchanged: 1, linksSkipped: 2 }));
    same("links", await pairs(under), ["1-7"]);
  }),

  contractTest("the other side is found by the declared column", async (under) => {
    await fillParents(under.store);
    const entry = entryOf(achievements, { id: 4 }, { links: { campus_achievements: ["Lyon", "Atlantis"] } });
    same(
      "counts",
      await commit(under.store, achievements, [entry]),
      counts({ inserted: 1, linksSkipped: 1 }),
    );
    const rows = await under.read("campus_achievements");
    same(
      "links",
      rows.map((row) => [Number(row["campus_id"]), Number(row["achievement_id"])]),
      [[12, 4]],
    );
  }),

  contractTest("a row that is skipped brings no links", async (under) => {
    await fillParents(under.store);
    const entry = { ...entryOf(projects, { id: 9 }, { links: { campus_projects: [1] } }), mayEnter: false };
    same("counts", await commit(under.store, projects, [entry]), counts({ skipped: 1 }));
    same("links", await pairs(under), []);
  }),
];
