import type { Random } from "../random.js";
import type { ProjectsUserRow } from "../store/tables.js";
import { MAIN_PROJECTS, PISCINE_PROJECTS, type ProjectSeed } from "./catalogue/projects.js";
import type { Drafts, Person } from "./drafts.js";
import { DAY, HOUR, MINUTE, type Plan } from "./plan.js";

/** A new registration. */
export const registration = (
  user_id: number,
  project: { readonly id: number },
  cursus_id: number,
  created_at: number,
): ProjectsUserRow => ({
  id: 0,
  user_id,
  project_id: project.id,
  cursus_id,
  occurrence: 0,
  final_mark: null,
  status: "in_progress",
  "validated?": null,
  current_team_id: null,
  older_team_ids: null,
  marked: false,
  marked_at: null,
  retriable_at: null,
  created_at,
  updated_at: created_at,
});

/** What a mark changes. Passed exams often stay `in_progress` (common in real rows of 2026). */
export function marking(
  project: { readonly exam: boolean },
  final_mark: number,
  marked_at: number,
  random: Random,
): Partial<ProjectsUserRow> {
  const validated = final_mark >= (project.exam ? 50 : 75);
  return {
    final_mark,
    "validated?": validated,
    status: project.exam && validated && random.chance(0.5) ? "in_progress" : "finished",
    marked: true,
    marked_at,
    retriable_at: marked_at + random.int(1, 3) * DAY + random.int(0, 900),
    updated_at: marked_at + random.int(20, 290),
  };
}

/** A mark between -42 (cheated) and 125 (all bonuses). */
export function drawMark(passes: boolean, random: Random): number {
  if (!passes) return random.chance(0.03) ? -42 : random.pick([0, 0, 0, 15, 30, 42, 49]);
  return random.chance(0.35) ? 100 : random.chance(0.4) ? 125 : random.int(80, 124);
}

/** The registrations of each person, in the order of the cursus. */
export function generateRegistrations(people: readonly Person[], drafts: Drafts, plan: Plan): void {
  for (const person of people) {
    const { user, role } = person;
    if (role === "student" || role === "piscine") {
      const count = plan.random.int(3, Math.min(PISCINE_PROJECTS.length, role === "student" ? 12 : 9));
      addSeries(
        person,
        PISCINE_PROJECTS.slice(0, count),
        { cursusId: 9, from: user.created_at + 12 * DAY, to: Math.min(plan.now, user.created_at + 38 * DAY) },
        drafts,
        plan,
      );
    }
    if (person.began === null) continue;
    const to = Math.min(person.until, plan.now);
    addSeries(
      person,
      MAIN_PROJECTS.slice(0, person.progress),
      { cursusId: 21, from: person.began, to },
      drafts,
      plan,
    );
    addOpen(person, to, drafts, plan);
  }
}

function addSeries(
  { user }: Person,
  projects: readonly ProjectSeed[],
  span: { cursusId: number; from: number; to: number },
  drafts: Drafts,
  { random, now }: Plan,
): void {
  const step = Math.max(HOUR, (span.to - span.from) / (projects.length + 1));
  for (const [at, project] of projects.entries()) {
    const row = registration(
      user.id,
      project,
      span.cursusId,
      Math.floor(span.from + step * at + random.int(1, 50) * MINUTE),
    );
    if (row.created_at >= now) return;
    const isLast = at === projects.length - 1;
    const passes = !isLast || random.chance(0.8);
    row.occurrence = random.chance(0.2) ? random.int(1, 4) : 0;
    const markedAt = Math.floor(row.created_at + step * (0.3 + random.next() * 0.65));
    if (markedAt < now - MINUTE)
      Object.assign(row, marking(project, drawMark(passes, random), markedAt, random));
    drafts.projectsUsers.push(row);
  }
}

/** One or two registrations without a mark: projects in progress, or given up. */
function addOpen(person: Person, to: number, drafts: Drafts, { random, now }: Plan): void {
  const next = MAIN_PROJECTS.slice(person.progress, person.progress + random.int(0, 2));
  for (const project of next) {
    const created_at = Math.floor(
      Math.max(person.began ?? to, to - random.int(1, 40) * DAY) + random.int(0, 600) * MINUTE,
    );
    if (created_at >= now) continue;
    const row = registration(person.user.id, project, 21, created_at);
    row.status = random.pick(
      project.solo
        ? ["in_progress", "in_progress", "waiting_for_correction"]
        : ["creating_group", "searching_a_group", "in_progress", "waiting_for_correction"],
    );
    row.updated_at = Math.min(now - 1, created_at + random.int(0, 3) * HOUR);
    drafts.projectsUsers.push(row);
  }
}
