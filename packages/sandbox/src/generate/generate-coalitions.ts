import { mix, type Random } from "../random.js";
import type { BlocRow, CoalitionRow, CoalitionsUserRow } from "../store/tables.js";
import { CAMPUSES } from "./catalogue/campuses.js";
import { COALITION_COLORS, COALITION_NAMES } from "./catalogue/coalitions.js";
import type { Drafts, Person } from "./drafts.js";
import { DAY, type Plan } from "./plan.js";

/** A deleted coalition that memberships still name: no list shows it, and its page is a 404. */
export const GONE_COALITION_ID = 10;

const slugOf = (name: string): string => name.toLowerCase().replaceAll(" ", "-");

/** Blocs and their coalitions; the masters are staff more often than students. */
export function generateBlocs(people: readonly Person[], { world, random }: Plan): void {
  const staff = people.filter(({ role }) => role === "staff");
  const students = people.filter(({ role }) => role === "student");
  const blocs: BlocRow[] = [];
  const coalitions: CoalitionRow[] = [];
  const open = CAMPUSES.filter(([, , , , , , , weight]) => weight > 1);
  for (const [at, [campusId]] of open.entries()) {
    for (const cursus_id of at % 4 === 0 ? [21, 9] : [21]) {
      const created_at = Date.UTC(2018 + (at % 7), at % 12, 3, 9, 30);
      const bloc: BlocRow = {
        id: 3 + blocs.length * 2,
        campus_id: campusId,
        cursus_id,
        squad_size: 80,
        coalition_delay: 0,
        repeat_deadline_delay: 0,
        created_at,
        updated_at: created_at + 30 * DAY,
      };
      blocs.push(bloc);
      for (let i = 0; i < 3 + (at % 2); i++) {
        // The names wrap around, so that some slugs are used twice, as on the intranet.
        const name = COALITION_NAMES[(coalitions.length * 3 + at) % COALITION_NAMES.length] ?? "The Lanterns";
        const master =
          random.chance(0.7) || students.length === 0 ? random.pick(staff) : random.pick(students);
        coalitions.push({
          id: 45 + coalitions.length * 4,
          name,
          slug: slugOf(name),
          color: COALITION_COLORS[mix(coalitions.length, 3) % COALITION_COLORS.length] ?? "#1d4ed8",
          score: 0,
          user_id: master.user.id,
          bloc_id: bloc.id,
          has_cover: random.chance(0.7),
          created_at: created_at + i * 60_000,
          updated_at: created_at + i * 60_000,
        });
      }
    }
  }
  world.table("blocs").fill(blocs);
  world.table("coalitions").fill(coalitions);
}

/** A new membership. */
export const membership = (user_id: number, coalition_id: number, created_at: number): CoalitionsUserRow => ({
  id: 0,
  coalition_id,
  user_id,
  score: 0,
  rank: 1,
  this_year_score: 0,
  this_year_score_updated_at: null,
  created_at,
  updated_at: created_at,
});

/** The coalitions of a campus in a cursus, by ascending id. */
export const coalitionsAt = (
  { world }: Pick<Plan, "world">,
  campusId: number,
  cursusId: number,
): readonly CoalitionRow[] =>
  world
    .table("blocs")
    .rows.filter((bloc) => bloc.campus_id === campusId && bloc.cursus_id === cursusId)
    .flatMap((bloc) => world.table("coalitions").by("bloc_id", bloc.id));

/** Coalition members: most students are in one of their campus, some still in the deleted one. */
export function generateMembers(people: readonly Person[], drafts: Drafts, plan: Plan): void {
  const { random, now } = plan;
  const found = new Map<string, readonly CoalitionRow[]>();
  for (const { user, role, campus, began, progress } of people) {
    if (role !== "student" && role !== "piscine") continue;
    for (const cursusId of [9, 21]) {
      const key = `${campus[0]}/${cursusId}`;
      const choice = found.get(key) ?? coalitionsAt(plan, campus[0], cursusId);
      found.set(key, choice);
      const since = cursusId === 9 ? user.created_at + 13 * DAY : began;
      if (since === null || since + 2 * DAY > now || random.chance(0.08)) continue;
      const isGone = cursusId === 21 && random.chance(0.04);
      if (choice.length === 0 && !isGone) continue;
      const row = membership(
        user.id,
        isGone ? GONE_COALITION_ID : random.pick(choice).id,
        Math.floor(since + DAY + random.int(0, 9_000_000)),
      );
      row.score = random.chance(0.35)
        ? 0
        : random.chance(0.02)
          ? -random.int(5, 60)
          : random.int(1, 90 * (1 + progress));
      row.this_year_score = Math.max(0, Math.floor(row.score / 2));
      row.this_year_score_updated_at = row.this_year_score > 0 ? row.created_at + 60 * DAY : null;
      drafts.coalitionsUsers.push(row);
    }
  }
}

/** Ranks all members by score and adds the scores up. Ties share a rank. `updated_at` doesn't move. */
export function rankMembers({ world }: Pick<Plan, "world">, coalitionIds: Iterable<number>): number {
  let moved = 0;
  for (const id of coalitionIds) {
    const members = [...world.table("coalitions_users").by("coalition_id", id)].sort(
      (a, b) => b.score - a.score,
    );
    let rank = 0;
    for (const [at, member] of members.entries()) {
      if (at === 0 || member.score !== members[at - 1]?.score) rank = at + 1;
      if (member.rank === rank) continue;
      member.rank = rank;
      moved += 1;
    }
  }
  return moved;
}

/** Sums the members' scores into the coalitions. */
export function sumScores({ world }: Pick<Plan, "world">, random: Random): void {
  for (const coalition of world.table("coalitions").rows) {
    const own = world
      .table("coalitions_users")
      .by("coalition_id", coalition.id)
      .reduce((sum, { score }) => sum + score, 0);
    coalition.score = own + random.int(0, 400);
  }
}
