import { mix } from "../random.js";
import { bool, column, int, text, time } from "../store/columns.js";
import type { EventRow } from "../store/static-tables.js";
import type { World } from "../store/world.js";
import type { ApiRow } from "../sandbox-options.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

const NAMES = [
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
];
const THEMES = ["Systems", "Web", "Security", "Careers"];

function showEvent(row: EventRow, world: World): ApiRow {
  const theme = mix(row.id, 1) % THEMES.length;
  const at = showTime(Date.UTC(2019, 0, 9, 17) + theme * 60_000);
  const queued = showTime(row.created_at + 5000);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    location: row.location,
    kind: row.kind,
    max_people: row.max_people,
    nbr_subscribers: world.table("events_users").by("event_id", row.id).length,
    begin_at: showTime(row.begin_at),
    end_at: showTime(row.end_at),
    campus_ids: [...row.campus_ids],
    cursus_ids: [...row.cursus_ids],
    themes: [{ created_at: at, id: 30 + theme, name: THEMES[theme], updated_at: at }],
    waitlist: row.has_waitlist
      ? {
          created_at: queued,
          id: row.id + 300,
          updated_at: queued,
          waitlistable_id: row.id,
          waitlistable_type: "Event",
        }
      : null,
    prohibition_of_cancellation: row.prohibition_of_cancellation,
    created_at: showTime(row.created_at),
    updated_at: showTime(row.updated_at),
  };
}

/** Events of campuses and cursus, past and future. */
export const events = defineEndpoint<EventRow>({
  resource: "events",
  columns: {
    id: int,
    name: text,
    description: text,
    location: text,
    kind: text,
    max_people: int,
    begin_at: time,
    end_at: time,
    campus_ids: column("ids"),
    cursus_ids: column("ids"),
    prohibition_of_cancellation: int,
    difficulty: int,
    remote: bool,
    created_at: time,
    updated_at: time,
  },
  indexed: [],
  lists: [
    { path: "/v2/events" },
    { path: "/v2/cursus/:id/events", parent: "cursus", by: "cursus_ids" },
    { path: "/v2/campus/:id/events", parent: "campus", by: "campus_ids" },
    {
      path: "/v2/users/:id/events",
      parent: "users",
      through: { resource: "events_users", parent: "user_id", child: "event_id" },
    },
  ],
  show: { path: "/v2/events/:id" },
  order: [
    { column: "begin_at", descending: true },
    { column: "id", descending: true },
  ],
  filters: [...NAMES, "future", "end"],
  ranges: NAMES,
  sorts: NAMES,
  timedTests: ["future", "end"],
  tests: {
    future: (row, values, { now }) => row.begin_at > now === (values[0] === "true"),
    end: (row, values, { now }) => row.end_at <= now === (values[0] === "true"),
  },
  defaults: (now) => ({
    name: "New event",
    description: "",
    location: "Hall",
    kind: "event",
    max_people: null,
    begin_at: now,
    end_at: now + 3_600_000,
    campus_ids: [1],
    cursus_ids: [21],
    prohibition_of_cancellation: null,
    has_waitlist: false,
    difficulty: null,
    remote: false,
    created_at: now,
    updated_at: now,
  }),
  render: showEvent,
});
