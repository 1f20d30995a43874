import { HOUR } from "../generate/plan.js";
import { mix } from "../random.js";
import { embeddedUser } from "../show/light-user.js";
import { showTime } from "../show/show-time.js";
import { int, time } from "../store/columns.js";
import type { Stored } from "../store/stored.js";
import { defineEndpoint } from "./endpoint.js";
import { exams } from "./exams.js";

const NAMES = ["id", "exam_id", "user_id", "created_at", "updated_at"];
const PLACES = 12;

interface ExamsUserRow extends Stored {
  exam_id: number;
  user_id: number;
  created_at: number;
  updated_at: number;
}

/** Registrations for exams. 42 only lists them under an exam, and shows no single row (apidoc). */
export const examsUsers = defineEndpoint<ExamsUserRow>({
  resource: "exams_users",
  columns: { id: int, exam_id: int, user_id: int, created_at: time, updated_at: time },
  indexed: ["user_id", "exam_id"],
  lists: [{ path: "/v2/exams/:id/exams_users", parent: "exams", by: "exam_id" }],
  order: [{ column: "id", descending: true }],
  filters: NAMES,
  sorts: NAMES,
  defaults: (now) => ({ created_at: now, updated_at: now }),
  generate: (world) => {
    const registrations = world.of(exams).rows.flatMap(({ id, campus_id, created_at }) => {
      const members = world.table("campus_users").by("campus_id", campus_id);
      const chosen = Array.from(
        { length: Math.min(PLACES, members.length) },
        (_, at) => members[mix(id, at) % members.length]?.user_id ?? 0,
      );
      return [...new Set(chosen)].map((user_id, at) => ({
        exam_id: id,
        user_id,
        at: created_at + (at + 2) * HOUR,
      }));
    });
    registrations.sort((a, b) => a.at - b.at);
    return registrations.map(({ at, ...row }, index) => ({
      ...row,
      id: 410_003 + index * 4 + (index % 3),
      created_at: at,
      updated_at: at,
    }));
  },
  render: (row, world) => {
    const exam = world.of(exams).get(row.exam_id);
    return {
      id: row.id,
      exam_id: row.exam_id,
      user_id: row.user_id,
      created_at: showTime(row.created_at),
      updated_at: showTime(row.updated_at),
      user: embeddedUser(world, row.user_id, row.id),
      exam: exam === undefined ? null : world.show(exams, exam),
    };
  },
});
