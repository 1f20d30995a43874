import { mix } from "../../random.js";
import type { EventRow, EventsUserRow } from "../../store/static-tables.js";
import type { World } from "../../store/world.js";
import { DAY, HOUR } from "../plan.js";

const COUNT = 60;
const NAMES = [
  "Introduction to Rust",
  "Meet the alumni",
  "Capture the flag night",
  "How we ship at Harbour",
  "Piscine kick-off",
  "Open source evening",
  "Writing a shell",
  "Exam practice",
];
const KINDS = ["event", "conference", "workshop", "hackathon", "meet_up", "extern", "association"];
const PLACES = ["Amphitheatre", "Cluster 1", "Cluster 2", "Cafeteria", "Online"];

/** Events of the last year and the next month, and the people registered. */
export function generateEvents(world: World, now: number): void {
  const campuses = world.table("campus").rows.filter(({ active }) => active);
  const events = Array.from({ length: COUNT }, (_, at) =>
    event(at, campuses[mix(at, 2) % Math.max(1, campuses.length)]?.id ?? 1, now),
  );
  world.table("events").fill(events);
  const registrations = events.flatMap((one) => registrationsOf(one, world));
  registrations.sort((a, b) => a.created_at - b.created_at);
  world
    .table("events_users")
    .fill(registrations.map((row, at) => ({ ...row, id: 610_007 + at * 5 + (at % 2) })));
}

function event(at: number, campusId: number, now: number): EventRow {
  const begin_at = now + DAY * (28 - at * 6) - (mix(at, 3) % (3 * HOUR));
  const created_at = Math.min(begin_at - 12 * DAY, now - DAY) - (mix(at, 4) % DAY);
  const name = NAMES[at % NAMES.length] ?? "Event";
  return {
    // The nearest event is the newest.
    id: 31_000 - at * 9,
    name,
    description: `${name}. Bring a laptop and your questions.`,
    location: PLACES[mix(at, 5) % PLACES.length] ?? "Hall",
    kind: KINDS[mix(at, 6) % KINDS.length] ?? "event",
    max_people: at % 5 === 0 ? null : 20 + (mix(at, 7) % 100),
    begin_at,
    end_at: begin_at + 2 * HOUR,
    campus_ids: [campusId],
    cursus_ids: at % 4 === 0 ? [9, 21] : [21],
    prohibition_of_cancellation: at % 3 === 0 ? null : 24,
    has_waitlist: at % 7 === 0,
    difficulty: null,
    remote: at % 10 === 9,
    created_at,
    updated_at: created_at + HOUR,
  };
}

function registrationsOf(
  { id, campus_ids, created_at }: EventRow,
  world: World,
): Omit<EventsUserRow, "id">[] {
  const members = world
    .table("campus_users")
    .by("campus_id", campus_ids[0])
    .map(({ user_id }) => user_id);
  const chosen = new Set(
    Array.from(
      { length: Math.min(15, members.length) },
      (_, at) => members[mix(id, at) % members.length] ?? 0,
    ),
  );
  return [...chosen].map((user_id, at) => ({
    event_id: id,
    user_id,
    created_at: created_at + 2 * HOUR + at * 60_000,
    updated_at: created_at + 2 * HOUR + at * 60_000,
  }));
}
