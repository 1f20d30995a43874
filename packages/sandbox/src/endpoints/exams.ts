import { DAY, HOUR } from "../generate/plan.js";
import { mix } from "../random.js";
import type { ApiRow } from "../sandbox-options.js";
import { embeddedCampus } from "../show/embedded-campus.js";
import { showTime } from "../show/show-time.js";
import { bool, column, int, text, time } from "../store/columns.js";
import type { Stored } from "../store/stored.js";
import type { ProjectRow } from "../store/tables.js";
import type { World } from "../store/world.js";
import { defineEndpoint } from "./endpoint.js";

const NAMES = [
  "id",
  "begin_at",
  "end_at",
  "location",
  "ip_range",
  "max_people",
  "created_at",
  "updated_at",
  "visible",
  "name",
  "campus_id",
  "validated_at",
  "validator_id",
  "prohibition_of_cancellation",
];
const COUNT = 48;

interface ExamRow extends Stored {
  name: string;
  location: string;
  ip_range: string;
  max_people: number | null;
  visible: boolean;
  campus_id: number;
  cursus_ids: readonly number[];
  project_ids: readonly number[];
  validated_at: number | null;
  validator_id: number | null;
  prohibition_of_cancellation: number | null;
  begin_at: number;
  end_at: number;
  created_at: number;
  updated_at: number;
}

/** Exams of campuses, past and future. A list with a range repeats an exam for each of its cursus. */
export const exams = defineEndpoint<ExamRow>({
  resource: "exams",
  columns: {
    id: int,
    begin_at: time,
    end_at: time,
    location: text,
    ip_range: text,
    max_people: int,
    created_at: time,
    updated_at: time,
    visible: bool,
    name: text,
    campus_id: column("int", "campus.id"),
    cursus_ids: column("ids", "cursus[].id"),
    project_ids: column("ids", "projects[].id"),
    validated_at: time,
    validator_id: int,
    prohibition_of_cancellation: int,
  },
  indexed: ["campus_id"],
  lists: [
    { path: "/v2/exams" },
    { path: "/v2/cursus/:id/exams", parent: "cursus", by: "cursus_ids" },
    { path: "/v2/campus/:id/exams", parent: "campus", by: "campus_id" },
    { path: "/v2/projects/:id/exams", parent: "projects", by: "project_ids" },
    {
      path: "/v2/users/:id/exams",
      parent: "users",
      through: { resource: "exams_users", parent: "user_id", child: "exam_id" },
    },
  ],
  show: { path: "/v2/exams/:id" },
  order: [
    { column: "begin_at", descending: true },
    { column: "id", descending: true },
  ],
  filters: [...NAMES, "future", "end", "validated"],
  ranges: NAMES,
  sorts: NAMES,
  timedTests: ["future", "end"],
  tests: {
    future: (row, values, { now }) => row.begin_at > now === (values[0] === "true"),
    end: (row, values, { now }) => row.end_at <= now === (values[0] === "true"),
    validated: (row, values) => (row.validated_at !== null) === (values[0] === "true"),
  },
  repeats: ({ cursus_ids }) => Math.max(1, cursus_ids.length),
  defaults: (now) => ({ ...exam(0, now), begin_at: now + DAY, end_at: now + DAY + 4 * HOUR }),
  generate: (world, now) => {
    const campuses = world.table("campus").rows.filter(({ active }) => active);
    const projects = world.table("projects").rows.filter((project) => project.exam);
    return Array.from({ length: COUNT }, (_, at) => ({
      ...exam(at, now),
      campus_id: campuses[mix(at, 2) % Math.max(1, campuses.length)]?.id ?? 1,
      ...of(projects[at % Math.max(1, projects.length)]),
    }));
  },
  render: (row, world) => {
    const campus = world.table("campus").get(row.campus_id);
    return {
      id: row.id,
      ip_range: row.ip_range,
      begin_at: showTime(row.begin_at),
      end_at: showTime(row.end_at),
      location: row.location,
      max_people: row.max_people,
      nbr_subscribers: world.rowsOf("exams_users").by("exam_id", row.id).length,
      name: row.name,
      created_at: showTime(row.created_at),
      updated_at: showTime(row.updated_at),
      campus: campus === undefined ? null : embeddedCampus(campus, row.id),
      cursus: row.cursus_ids.map((id) => light(world, "cursus", id)),
      projects: row.project_ids.map((id) => light(world, "projects", id)),
    };
  },
});

/** The nearest exam is the newest. */
function exam(at: number, now: number): ExamRow {
  const begin_at = now + DAY * (14 - at * 7) - (mix(at, 3) % (2 * HOUR));
  const created_at = Math.min(begin_at, now) - 10 * DAY - (mix(at, 4) % DAY);
  const isOver = begin_at + 4 * HOUR < now;
  return {
    id: 24_000 - at * 7,
    name: "Exam",
    location: `c${1 + (mix(at, 5) % 3)}`,
    ip_range: "10.11.0.0/16,10.12.0.0/16",
    max_people: at % 6 === 0 ? null : 40 + (mix(at, 6) % 120),
    visible: true,
    campus_id: 1,
    cursus_ids: [21],
    project_ids: [],
    validated_at: isOver ? begin_at + DAY : null,
    validator_id: null,
    prohibition_of_cancellation: at % 4 === 0 ? 24 : null,
    begin_at,
    end_at: begin_at + 4 * HOUR,
    created_at,
    updated_at: created_at + HOUR,
  };
}

const of = (
  project: ProjectRow | undefined,
): Partial<Pick<ExamRow, "name" | "cursus_ids" | "project_ids">> => {
  if (project === undefined) return {};
  // Some are also for a second cursus; with a range, they appear twice.
  const cursus_ids = project.id % 2 === 0 ? [...new Set([...project.cursus_ids, 9])] : project.cursus_ids;
  return { name: project.name, cursus_ids, project_ids: [project.id] };
};

function light(world: World, resource: "cursus" | "projects", id: number): ApiRow {
  const row = world.table(resource).get(id);
  return { id, created_at: showTime(row?.created_at ?? 0), name: row?.name ?? "", slug: row?.slug ?? null };
}
