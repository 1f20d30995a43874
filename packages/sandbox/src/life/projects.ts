import { MAIN_PROJECTS } from "../generate/catalogue/projects.js";
import { coalitionsAt, rankMembers } from "../generate/generate-coalitions.js";
import { drawMark, marking, registration } from "../generate/generate-registrations.js";
import type { ProjectsUserRow } from "../store/tables.js";
import { drawEnrolment, mainEnrolment } from "./people.js";
import { laterOf, someInstant, type LifeContext } from "./life-context.js";

/** A person registers for the next project of the cursus. */
export function register(context: LifeContext): void {
  const { world, random, report } = context;
  const enrolment = drawEnrolment(world, random);
  if (enrolment === undefined) return;
  const known = new Set(
    world
      .table("projects_users")
      .by("user_id", enrolment.user_id)
      .map(({ project_id }) => project_id),
  );
  const project = MAIN_PROJECTS.find(({ id }) => !known.has(id));
  if (project === undefined) return;
  const row = registration(enrolment.user_id, project, 21, someInstant(context));
  world.table("projects_users").insert({
    ...row,
    id: world.nextId("projects_users", random.int(1, 3)),
    status: project.solo ? "in_progress" : random.pick(["creating_group", "searching_a_group"]),
    current_team_id: project.solo ? nextTeam(context) : null,
  });
  report.registrations += 1;
}

/** The list of teams never changes, but new attempts still get new team ids. */
const nextTeam = ({ world, random }: LifeContext): number => world.nextId("teams", random.int(1, 4));

function drawOpen(
  { world, random }: LifeContext,
  accepts: (row: ProjectsUserRow) => boolean,
): ProjectsUserRow | undefined {
  for (let i = 0; i < 12; i++) {
    const enrolment = drawEnrolment(world, random);
    if (enrolment === undefined) return undefined;
    const row = world
      .table("projects_users")
      .by("user_id", enrolment.user_id)
      .find((one) => one.cursus_id === 21 && accepts(one));
    if (row !== undefined) return row;
  }
  return undefined;
}

/** A person gives up before the first mark: the row is removed, and the API never reports it. */
export function unregister(context: LifeContext): void {
  const row = drawOpen(context, (one) => !one.marked && one.occurrence === 0);
  if (row === undefined) return;
  context.world.table("projects_users").remove(row);
  context.report.unregistrations += 1;
}

/** A person retries a failed project: one more occurrence and team. */
export function retry(context: LifeContext): void {
  const at = someInstant(context);
  const row = drawOpen(
    context,
    (one) => one.marked && one["validated?"] === false && (one.retriable_at ?? Infinity) <= at,
  );
  if (row === undefined) return;
  context.world.table("projects_users").change(row, {
    occurrence: row.occurrence + 1,
    older_team_ids: [
      ...(row.older_team_ids ?? []),
      ...(row.current_team_id === null ? [] : [row.current_team_id]),
    ],
    current_team_id: nextTeam(context),
    status: "in_progress",
    marked: false,
    updated_at: laterOf(at, row),
  });
  context.report.retries += 1;
}

/** A project is marked. Its row shows that; the level and the coalition's score change silently. */
export function mark(context: LifeContext): void {
  const { world, random, report } = context;
  const at = someInstant(context);
  const row = drawOpen(context, (one) => !one.marked && one.created_at < at && one.status !== "parent");
  const project = row === undefined ? undefined : world.table("projects").get(row.project_id);
  if (row === undefined || project === undefined) return;
  const final_mark = drawMark(random.chance(0.8), random);
  const marked = marking(project, final_mark, at, random);
  world.table("projects_users").change(row, {
    ...marked,
    current_team_id: row.current_team_id ?? nextTeam(context),
    updated_at: laterOf(Math.min(marked.updated_at ?? at, context.from + context.length), row),
  });
  report.marks += 1;
  if (marked["validated?"] === true) {
    levelUp(context, row.user_id);
    score(context, row.user_id, final_mark);
  }
}

/** `updated_at` stays: observed in real rows of 2021 to 2026. */
function levelUp({ world, random }: LifeContext, userId: number): void {
  const enrolment = mainEnrolment(world, userId);
  if (enrolment === undefined) return;
  const level = Math.round((enrolment.level + 0.1 + random.next() * 0.6) * 100) / 100;
  world.table("cursus_users").change(enrolment, {
    level,
    blackholed_at:
      enrolment.blackholed_at === null ? null : enrolment.blackholed_at + random.int(5, 40) * 86_400_000,
  });
}

/** Score, ranks and the coalition's total change, again without `updated_at` (observed in real rows of 2021). */
function score({ world, random }: LifeContext, userId: number, finalMark: number): void {
  const member = world.table("coalitions_users").by("user_id", userId).at(-1);
  if (member === undefined) return;
  const points = finalMark + random.int(0, 60);
  world
    .table("coalitions_users")
    .change(member, { score: member.score + points, this_year_score: member.this_year_score + points });
  const coalition = world.table("coalitions").get(member.coalition_id);
  if (coalition !== undefined)
    world.table("coalitions").change(coalition, { score: coalition.score + points });
  rankMembers({ world }, [member.coalition_id]);
}

/** A coalition that a newcomer of the campus may join, if there is one. */
export const drawCoalition = (context: LifeContext, campusId: number): number | null => {
  const choice = coalitionsAt(context, campusId, 21);
  return choice.length === 0 ? null : context.random.pick(choice).id;
};
