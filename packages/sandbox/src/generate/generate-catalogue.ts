import { mix } from "../random.js";
import type { AchievementRow, CampusRow, CursusRow, ProjectRow, ProjectSessionRow } from "../store/tables.js";
import { ACHIEVEMENTS } from "./catalogue/achievements.js";
import { CAMPUSES, VANISHED_CAMPUS_NAMES, type CampusSeed } from "./catalogue/campuses.js";
import { CURSUS } from "./catalogue/cursus.js";
import { PROJECTS, type ProjectSeed } from "./catalogue/projects.js";
import { DAY, type Plan } from "./plan.js";

/** A time within the year, the same in every world. */
const within = (year: number, id: number): number =>
  Date.UTC(year, mix(id, 1) % 12, 1 + (mix(id, 2) % 28)) + (mix(id, 3) % DAY);

/** Fills what doesn't depend on people: cursus, campuses, projects with sessions, achievements. */
export function generateCatalogue({ world, size }: Plan): void {
  world.table("cursus").fill(
    CURSUS.map(([id, name, slug, kind, year]): CursusRow => {
      const created_at = within(year, id);
      return {
        id,
        name,
        slug,
        kind,
        created_at,
        updated_at: created_at + (mix(id, 4) % 900) * DAY,
        restricted: false,
        is_subscriptable: kind === "main",
      };
    }),
  );
  world.table("campus").fill(CAMPUSES.map((seed) => toCampus(seed, size)));
  world.table("projects").fill(PROJECTS.map(toProject));
  world
    .table("project_sessions")
    .fill(PROJECTS.flatMap(toSessions).map((session, at) => ({ ...session, id: 1200 + at * 5 + (at % 3) })));
  world.table("achievements").fill(achievements());
}

function toCampus(
  [id, name, country, time_zone, offset, language_id, domain, weight]: CampusSeed,
  size: number,
): CampusRow {
  const isOpen = weight > 0;
  const hasEndpoint = isOpen && domain !== "" && weight > 1;
  const created_at = within(2013 + Math.floor(id / 7), id);
  return {
    id,
    name,
    time_zone,
    offset,
    language_id,
    users_count: isOpen ? Math.round((size * weight) / 150) + (mix(id, 5) % 30) : mix(id, 5) % 2000,
    vogsphere_id: hasEndpoint ? id - (id % 3) + 1 : null,
    country,
    address: `${1 + (mix(id, 6) % 98)} Harbour Street`,
    zip: String(10_000 + (mix(id, 7) % 80_000)),
    city: name,
    website: domain === "" ? "" : `https://www.${domain}.example/`,
    active: isOpen,
    public: isOpen,
    email_extension: domain === "" ? null : `${domain}.example`,
    endpoint_id: hasEndpoint ? id + 3 : null,
    created_at,
    updated_at: created_at + 400 * DAY,
    default_hidden_phone: false,
  };
}

function toProject(seed: ProjectSeed): ProjectRow {
  const created_at = within(seed.id < 1255 ? 2017 : 2019, seed.id);
  const share = 20 + (mix(seed.id, 8) % 75);
  return {
    id: seed.id,
    name: seed.name,
    slug: seed.slug,
    difficulty: seed.difficulty,
    parent_id: seed.parentId,
    created_at,
    updated_at: Date.UTC(2026, mix(seed.id, 9) % 10, 1 + (mix(seed.id, 10) % 28), 7, mix(seed.id, 11) % 60),
    exam: seed.exam,
    git_id: seed.exam ? null : 1,
    repository: seed.exam ? null : String(mix(seed.id, 12) % 90),
    recommendation: "forbidden",
    description: "",
    position: mix(seed.id, 13) % 5 === 0 ? 1 + (mix(seed.id, 14) % 9) : 0,
    visible: seed.slug !== null,
    solo: seed.solo,
    has_git: !seed.exam,
    has_mark: true,
    cursus_ids: seed.cursusIds,
    campus_ids:
      seed.cursusIds.length === 0
        ? []
        : CAMPUSES.map(([id]) => id)
            .filter((id) => mix(id, seed.id) % 100 < share)
            .reverse(),
  };
}

function toSessions(seed: ProjectSeed): Omit<ProjectSessionRow, "id">[] {
  const campuses = CAMPUSES.map(([id]) => id).filter((id) => mix(id, seed.id + 1) % 100 < 7);
  return [null, ...campuses].map((campus_id, at) => {
    const created_at = within(2019 + (at % 6), seed.id + at);
    const isOver = campus_id !== null && mix(campus_id, seed.id) % 9 === 0;
    return {
      project_id: seed.id,
      campus_id,
      cursus_id: campus_id === null ? null : (seed.cursusIds[0] ?? null),
      solo: seed.solo,
      begin_at: isOver ? created_at : null,
      end_at: isOver ? created_at + 200 * DAY : null,
      estimate_time:
        seed.difficulty === null ? null : `${Math.max(4, Math.round(seed.difficulty / 60))} hours`,
      difficulty: seed.difficulty,
      duration_days: null,
      terminating_after: seed.solo ? null : 5,
      max_people: null,
      is_subscriptable: !isOver,
      team_behaviour: seed.exam ? "by_rule" : "user",
      created_at,
      updated_at: created_at + (mix(seed.id, at) % 700) * DAY,
    };
  });
}

function achievements(): AchievementRow[] {
  const firstIds = new Map<string, number>();
  const rows: AchievementRow[] = [];
  for (const [at, seed] of ACHIEVEMENTS.entries()) {
    firstIds.set(seed.name, 4 + at * 17);
    for (const [step, count] of seed.counts.entries()) {
      const id = 4 + at * 17 + step * 2;
      const created_at = within(2015 + (at % 8), id);
      const names = CAMPUSES.filter(([campus]) => mix(campus, id) % 100 < 30 + (id % 60)).map(
        ([, name]) => name,
      );
      rows.push({
        id,
        name: seed.name,
        internal_name: `${seed.kind.slice(0, 3).toUpperCase()}${String(id).padStart(3, "0")}`,
        description: seed.description,
        tier: seed.tier,
        kind: seed.kind,
        visible: id % 23 !== 0,
        image:
          at % 7 === 3
            ? null
            : `/uploads/achievement/image/${id}/${seed.kind.slice(0, 3).toUpperCase()}${String(at).padStart(3, "0")}.svg`,
        nbr_of_success: count,
        parent_id: seed.partOf === undefined ? null : (firstIds.get(seed.partOf) ?? null),
        title_id: seed.title === undefined || step > 0 ? null : 10 + at,
        title: seed.title ?? null,
        campus: id % 4 === 0 ? [...names, ...VANISHED_CAMPUS_NAMES] : names,
        cursus_ids: id % 5 === 0 ? [1, 21] : [21],
        position: step,
        slug: `${seed.kind}-${id}`,
        pedago: seed.kind === "pedagogy",
        reward: 0,
        created_at,
        updated_at: created_at + 90 * DAY,
      });
    }
  }
  return rows;
}
