import { defineEndpoint, defineResource } from "../resource/index.js";
import { id, instant, unread, z } from "./fields.js";

const ordered = [
  "id",
  "begin_at",
  "end_at",
  "name",
  "description",
  "location",
  "kind",
  "max_people",
  "created_at",
  "updated_at",
  "prohibition_of_cancellation",
  "difficulty",
  "remote",
] as const;

/** `GET /v2/events`: what happens on campus and in the cursus. */
export const eventsEndpoint = defineEndpoint({
  name: "events",
  under: { cursus: "/v2/cursus/:id/events", campus: "/v2/campus/:id/events", users: "/v2/users/:id/events" },
  item: z.looseObject({
    id,
    name: z.string(),
    description: z.string().nullish(),
    location: z.string().nullish(),
    kind: z.string(),
    max_people: z.number().int().nullish(),
    nbr_subscribers: z.number().int().nullish(),
    begin_at: instant,
    end_at: instant,
    campus_ids: z.array(id),
    cursus_ids: z.array(id),
    themes: unread,
    waitlist: unread,
    prohibition_of_cancellation: z.number().int().nullish(),
    created_at: instant,
    updated_at: instant,
  }),
  filters: [...ordered, "future", "end"],
  ranges: ordered,
  sorts: ordered,
  traversal: "keyset",
});

/** Events of the mirrored campuses and cursus, and those that are everybody's. */
export const events = /* @__PURE__ */ defineResource(eventsEndpoint, {
  comment: "Events of the mirrored campuses and cursus, and those that name none.",
  optional: true,
  incremental: "window",
  list: ({ campusIds: [campus, ...others] }) =>
    campus === undefined || others.length > 0 ? {} : { under: { campus } },
  includes: (item, scope) =>
    namesOneOf(item.cursus_ids, [scope.cursusId]) &&
    (scope.campusIds.length === 0 || namesOneOf(item.campus_ids, scope.campusIds)),
  columns: {
    id: { kind: "bigint", comment: "42's id of the event." },
    name: { kind: "text", comment: "Name." },
    description: { kind: "text", nullable: true, comment: "What it is about, in Markdown." },
    location: { kind: "text", nullable: true, comment: "Where." },
    kind: { kind: "text", comment: "conference, workshop, hackathon, extern and others.", index: true },
    max_people: { kind: "integer", nullable: true, comment: "Places." },
    nbr_subscribers: { kind: "integer", nullable: true, comment: "How many are registered." },
    begin_at: { kind: "timestamp", comment: "Beginning.", index: true },
    end_at: { kind: "timestamp", comment: "End." },
    campus_ids: { kind: "bigint[]", comment: "The campuses that it is for." },
    cursus_ids: { kind: "bigint[]", comment: "The cursus that it is for." },
    prohibition_of_cancellation: {
      kind: "integer",
      nullable: true,
      comment: "Hours before it from which nobody may leave.",
    },
    created_at: { kind: "timestamp", comment: "When the event was made." },
    updated_at: { kind: "timestamp", comment: "When 42 last changed the row.", index: true },
  },
  examples: [
    {
      title: "What comes next",
      sql:
        "select begin_at, name, location, nbr_subscribers from events where begin_at > now() order " +
        "by begin_at limit 10",
    },
  ],
});

/** An event that names none is everybody's. */
function namesOneOf(ids: readonly number[], wanted: readonly number[]): boolean {
  return ids.length === 0 || ids.some((one) => wanted.includes(one));
}
