import { z } from "zod";
import { defineEndpoint } from "../resource/index.js";
import { embedded, embeddedUser, id, instant, unread } from "./fields.js";

const ordered = [
  "id", "user_id", "begin_at", "created_at", "updated_at", "scale_id", "team_id", "comment", "old_feedback", "feedback_rating", "final_mark",
  "truant_id", "flag_id", "token", "ip", "internship_id", "filled_at",
] as const;

/**
 * `GET /v2/scale_teams`: evaluations. A row weighs 18 kB, because it carries its whole scale, and large pages time out (seen by others,
 * 2026): 30 rows a page. Deletions are invisible. Who evaluates is `"invisible"` to a viewer without the right.
 */
export const scaleTeamsEndpoint = defineEndpoint({
  name: "scale_teams",
  under: {
    users: "/v2/users/:id/scale_teams", corrector: "/v2/users/:id/scale_teams/as_corrector", corrected: "/v2/users/:id/scale_teams/as_corrected",
    projects: "/v2/projects/:id/scale_teams", project_sessions: "/v2/project_sessions/:id/scale_teams",
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
