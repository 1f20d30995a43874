import { defineEndpoint, defineResource } from "../resource/index.js";
import { embedded, embeddedUser, embeddedUserId, id, instant, unread, z } from "./fields.js";

const ordered = [
  "id",
  "user_id",
  "begin_at",
  "created_at",
  "updated_at",
  "scale_id",
  "team_id",
  "comment",
  "old_feedback",
  "feedback_rating",
  "final_mark",
  "truant_id",
  "flag_id",
  "token",
  "ip",
  "internship_id",
  "filled_at",
] as const;

/**
 * `GET /v2/scale_teams`: evaluations. A row weighs 18 kB, because it carries its whole scale, and large pages
 * time out (seen by others, 2026): 30 rows a page. Deletions are invisible. Who evaluates is `"invisible"` to
 * a viewer without the right.
 */
export const scaleTeamsEndpoint = defineEndpoint({
  name: "scale_teams",
  under: {
    users: "/v2/users/:id/scale_teams",
    corrector: "/v2/users/:id/scale_teams/as_corrector",
    corrected: "/v2/users/:id/scale_teams/as_corrected",
    projects: "/v2/projects/:id/scale_teams",
    project_sessions: "/v2/project_sessions/:id/scale_teams",
  },
  item: z.looseObject({
    id,
    scale_id: id.nullable(),
    comment: z.string().nullish(),
    created_at: instant,
    updated_at: instant,
    feedback: z.string().nullish(),
    final_mark: z.number().int().nullable(),
    flag: z.looseObject({ id, name: z.string(), positive: z.boolean().nullish() }).nullish(),
    begin_at: instant.nullish(),
    correcteds: z.union([z.array(embeddedUser), z.literal("invisible")]),
    corrector: embeddedUser,
    truant: unread,
    filled_at: instant.nullish(),
    questions_with_answers: unread,
    scale: unread,
    team: embedded.nullish(),
    feedbacks: unread,
  }),
  filters: [...ordered, "campus_id", "cursus_id", "future", "filled"],
  ranges: ordered,
  sorts: ordered,
  traversal: "keyset",
  pageSize: 30,
});

/** The people whom an item names, as far as the application may see them. */
function correctedIds(correcteds: unknown): readonly number[] | undefined {
  return Array.isArray(correcteds)
    ? correcteds.map(embeddedUserId).filter((userId) => userId !== null)
    : undefined;
}

/** Evaluations that somebody mirrored gave or had. */
export const scaleTeams = /* @__PURE__ */ defineResource(scaleTeamsEndpoint, {
  comment:
    "Evaluations on the mirrored campuses and in the mirrored cursus that mirrored people gave " +
    "or had, without their scales.",
  optional: true,
  incremental: "window",
  list: (scope) => ({
    filter: {
      cursus_id: scope.cursusId,
      ...(scope.campusIds.length > 0 ? { campus_id: scope.campusIds } : {}),
    },
  }),
  belongsTo: {
    table: "users",
    ids: (item) =>
      [embeddedUserId(item.corrector), ...(correctedIds(item.correcteds) ?? [])].filter(
        (userId) => userId !== null,
      ),
  },
  columns: {
    id: { kind: "bigint", comment: "42's id of the evaluation." },
    team_id: {
      kind: "bigint",
      nullable: true,
      comment: "The team that is evaluated.",
      mentions: "teams",
      from: (item) => item.team?.id,
    },
    corrector_id: {
      kind: "bigint",
      nullable: true,
      comment: "Who evaluates; empty where the application may not see it.",
      mentions: "users",
      from: (item) => embeddedUserId(item.corrector),
    },
    truant_id: {
      kind: "bigint",
      nullable: true,
      comment: "Who did not come.",
      mentions: "users",
      from: (item) => embeddedUserId(item.truant),
    },
    scale_id: { kind: "bigint", nullable: true, comment: "42's id of the scale." },
    flag_id: {
      kind: "bigint",
      nullable: true,
      comment: "42's id of the flag.",
      from: (item) => item.flag?.id,
    },
    flag: {
      kind: "text",
      nullable: true,
      comment: "Ok, Outstanding project, Empty work, Cheat and others.",
      from: (item) => item.flag?.name,
    },
    final_mark: { kind: "integer", nullable: true, comment: "Mark given." },
    comment: { kind: "text", nullable: true, comment: "What who evaluates wrote." },
    feedback: { kind: "text", nullable: true, comment: "What who is evaluated wrote." },
    begin_at: { kind: "timestamp", nullable: true, comment: "When it begins.", index: true },
    filled_at: {
      kind: "timestamp",
      nullable: true,
      comment: "When it was filled in; empty while it waits.",
      index: true,
    },
    created_at: { kind: "timestamp", comment: "When it was booked." },
    updated_at: { kind: "timestamp", comment: "When 42 last changed the row.", index: true },
  },
  links: [
    {
      name: "scale_teams_users",
      comment: "Which mirrored people are evaluated in which evaluations.",
      owner: { column: "scale_team_id", table: "scale_teams" },
      other: { column: "user_id", table: "users", by: "id" },
      values: (item) => correctedIds(item.correcteds),
    },
  ],
  examples: [
    {
      title: "Who evaluates most this month",
      sql:
        "select u.login, count(*) from scale_teams s join users u on u.id = s.corrector_id where " +
        "s.filled_at > now() - interval '30 days' group by u.login order by 2 desc limit 10",
    },
  ],
});
