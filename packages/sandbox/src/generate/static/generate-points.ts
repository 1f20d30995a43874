import { mix } from "../../random.js";
import type { ScoreRow } from "../../store/static-tables.js";
import type { CoalitionsUserRow } from "../../store/tables.js";
import type { World } from "../../store/world.js";
import { DAY, HOUR } from "../plan.js";

const MOST_MEMBERS = 5000;
const REASONS = [
  "Project validated",
  "Evaluation given",
  "Event attended",
  "Logged in early",
  "Tournament won",
];

/** The points that make up the newest members' scores, and the balances of a few pools. */
export function generatePoints(world: World, now: number): void {
  // The scores of a deleted coalition are deleted too (observed by others in 2023).
  const members = world
    .table("coalitions_users")
    .rows.slice(-MOST_MEMBERS)
    .filter(
      ({ coalition_id, score }) => score !== 0 && world.table("coalitions").get(coalition_id) !== undefined,
    );
  const rows = members.flatMap((member) => scoresOf(member, now));
  rows.sort((a, b) => a.created_at - b.created_at);
  world.table("scores").fill(rows.map((row, at) => ({ ...row, id: 6_200_017 + at * 11 + (at % 5) })));
  world.table("balances").fill(
    Array.from({ length: 40 }, (_, at) => {
      const begin_at = now - (40 - at) * 7 * DAY - (mix(at, 1) % DAY);
      return {
        id: 240 + at * 2,
        pool_id: 9 + (mix(at, 2) % 12),
        begin_at,
        end_at: begin_at + 28 * DAY,
        created_at: begin_at - HOUR,
        updated_at: begin_at - HOUR,
      };
    }),
  );
}

function scoresOf(
  { id, coalition_id, score, created_at }: CoalitionsUserRow,
  now: number,
): Omit<ScoreRow, "id">[] {
  const count = score < 0 ? 1 : 1 + (mix(id, 1) % 3);
  const share = Math.floor(score / count);
  return Array.from({ length: count }, (_, at) => {
    const given = Math.floor(created_at + ((now - created_at) * (at + 1)) / (count + 2));
    const isProject = score > 0 && at === 0;
    return {
      coalition_id,
      coalitions_user_id: mix(id, at) % 12 === 0 ? null : id,
      scoreable_id: isProject ? 5_000_000 + id : null,
      scoreable_type: isProject ? "ProjectsUser" : null,
      calculation_id: isProject ? 4 : null,
      value: at === count - 1 ? score - share * (count - 1) : share,
      reason:
        score < 0
          ? "Late for a duty"
          : (REASONS[isProject ? 0 : 1 + (mix(id, at + 5) % 4)] ?? "Project validated"),
      created_at: given,
      updated_at: given,
    };
  });
}
