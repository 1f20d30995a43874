import { defineEndpoint, defineResource } from "../resource/index.js";
import { embeddedUser, embeddedUserId, id, instant, z } from "./fields.js";

const ordered = ["id", "user_id", "begin_at", "end_at", "primary", "host", "campus_id"] as const;

/**
 * `GET /v2/locations`: who sat where and when. It has no `updated_at`: look back over `begin_at`; `end_at` is
 * sometimes never set.
 */
export const locationsEndpoint = defineEndpoint({
  name: "locations",
  under: { users: "/v2/users/:id/locations", campus: "/v2/campus/:id/locations" },
  item: z.looseObject({
    id,
    begin_at: instant,
    end_at: instant.nullable(),
    primary: z.boolean(),
    host: z.string(),
    campus_id: id,
    user: embeddedUser,
  }),
  filters: [...ordered, "active", "inactive", "future", "end"],
  ranges: ordered,
  sorts: ordered,
  traversal: "keyset",
});

/** Seats of the mirrored people. */
export const locations = /* @__PURE__ */ defineResource(locationsEndpoint, {
  comment:
    "Seats of the mirrored people: who sat where, from when to when. 42 sometimes removes rows afterwards.",
  optional: true,
  // There is no updated_at, and a seat ends hours after it began; Codam looks back over 72 h as well.
  incremental: { by: "begin_at", lookBackHours: 72 },
  askBy: { filter: "user_id", table: "users" },
  columns: {
    id: { kind: "bigint", comment: "42's id of the row." },
    user_id: {
      kind: "bigint",
      comment: "The person.",
      references: { table: "users", missing: "skip" },
      from: (item) => embeddedUserId(item.user),
    },
    campus_id: {
      kind: "bigint",
      comment: "The campus that the seat is on; closed campuses are named here too.",
      mentions: "campuses",
    },
    host: { kind: "text", comment: "The seat, in the campus's own manner: c1r2s3.", index: true },
    primary: { kind: "boolean", comment: "Whether it is the person's main seat at that time." },
    begin_at: { kind: "timestamp", comment: "When the person logged in.", index: true },
    end_at: {
      kind: "timestamp",
      nullable: true,
      comment: "When the person logged out; empty while they sit there, and sometimes for ever.",
      index: true,
    },
  },
  examples: [
    {
      title: "Hours on campus this week",
      sql:
        "select u.login, round((sum(extract(epoch from coalesce(l.end_at, now()) - l.begin_at)) / " +
        "3600)::numeric, 1) as hours from locations l join users u on u.id = l.user_id where " +
        "l.begin_at > now() - interval '7 days' group by u.login order by 2 desc limit 10",
    },
  ],
});
