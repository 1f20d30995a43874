import { LANGUAGES } from "../../show/language-of.js";
import { SKILLS } from "../../show/skills-of.js";
import { mix } from "../../random.js";
import type { GroupsUserRow, NamedRow, TitlesUserRow } from "../../store/static-tables.js";
import type { World } from "../../store/world.js";
import { DAY } from "../plan.js";

const MOST_PEOPLE = 10_000;
const GROUPS: readonly NamedRow[] = ["Tutors", "Staff", "Bar", "Chess club", "Robotics", "Choir"].map(
  (name, at) => ({ id: 3 + at * 7, name }),
);
const EXTRA_TITLES = ["Night owl %login", "%login the Lighthouse", "Captain %login"];

/** Skills, languages, titles and groups, and the people with a title or in a group. */
export function generateLabels(world: World): void {
  world.table("skills").fill(
    SKILLS.map(([id, name]) => ({
      id,
      name,
      slug: slugOf(name),
      cursus_ids: [1, 9, 21],
      created_at: Date.UTC(2014, 10, 3, 9, id),
      updated_at: Date.UTC(2020, 0, 8, 9, id),
    })),
  );
  world.table("languages").fill(
    LANGUAGES.map(([id, name, identifier]) => ({
      id,
      name,
      identifier,
      created_at: Date.UTC(2015, 3, 14, 9, id),
      updated_at: Date.UTC(2026, 5, 2, 9, id),
    })),
  );
  const titles = titlesOf(world);
  world.table("titles").fill(titles);
  world.table("groups").fill(GROUPS);
  const people = world.table("users").rows.slice(-MOST_PEOPLE);
  world.table("titles_users").fill(
    numbered(
      people.flatMap((user) => titlesOfUser(user, titles)),
      11_003,
    ),
  );
  world.table("groups_users").fill(
    numbered(
      people.flatMap((user) => groupsOfUser(user)),
      907,
    ),
  );
}

const slugOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, "-");

function titlesOf(world: World): NamedRow[] {
  const earned = new Map<number, string>();
  for (const { title_id, title } of world.table("achievements").rows)
    if (title_id !== null && title !== null) earned.set(title_id, title);
  const after = Math.max(10, ...earned.keys()) + 13;
  return [
    ...[...earned].map(([id, name]) => ({ id, name })),
    ...EXTRA_TITLES.map((name, at) => ({ id: after + at * 4, name })),
  ];
}

function titlesOfUser(
  {
    id,
    created_at,
    updated_at,
  }: { readonly id: number; readonly created_at: number; readonly updated_at: number },
  titles: readonly NamedRow[],
): Omit<TitlesUserRow, "id">[] {
  return titles
    .filter((title) => mix(id, title.id) % 9 === 0)
    .map((title, at) => {
      const given = Math.min(updated_at, created_at + 90 * DAY);
      return {
        user_id: id,
        title_id: title.id,
        selected: at === 0 && mix(id, 3) % 2 === 0,
        created_at: given,
        updated_at: given,
      };
    });
}

function groupsOfUser({
  id,
  created_at,
}: {
  readonly id: number;
  readonly created_at: number;
}): Omit<GroupsUserRow, "id">[] {
  return GROUPS.filter((group) => mix(id, group.id) % 17 === 0).map((group) => ({
    user_id: id,
    group_id: group.id,
    created_at: created_at + 60_000,
    updated_at: created_at + 60_000,
  }));
}

const numbered = <R>(rows: readonly R[], from: number): (R & { id: number })[] =>
  rows.map((row, at) => ({ ...row, id: from + at * 3 + (at % 2) }));
