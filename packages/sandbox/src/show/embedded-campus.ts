import { mix } from "../random.js";
import type { ApiRow } from "../sandbox-options.js";
import type { CampusRow } from "../store/tables.js";
import { languageOf } from "./language-of.js";
import { showTime } from "./show-time.js";

/** The fields of a campus that are shown everywhere, without `endpoint`. */
export function lightCampus(campus: CampusRow, language: ApiRow): ApiRow {
  return {
    id: campus.id,
    name: campus.name,
    time_zone: campus.time_zone,
    language,
    users_count: campus.users_count,
    vogsphere_id: campus.vogsphere_id,
    country: campus.country,
    address: campus.address,
    zip: campus.zip,
    city: campus.city,
    website: campus.website,
    facebook: "",
    twitter: "",
    active: campus.active,
    public: campus.public,
    email_extension: campus.email_extension,
    default_hidden_phone: campus.default_hidden_phone,
  };
}

/**
 * A campus inside another row: a cached copy. Its head count lags, and its language has times that
 * lists omit, with a different `updated_at` per campus (observed in one response of 2026).
 */
export function embeddedCampus(campus: CampusRow, rowId: number): ApiRow {
  // Snapshots of campuses are made from campus rows.
  const older = (campus.stale as CampusRow | undefined) ?? campus;
  const language = languageOf(campus.language_id);
  const cachedAt = Date.UTC(2026, 9, 1) + (mix(campus.id, 5) % 4_300_000) * 1000 + (mix(campus.id, 6) % 1000);
  const shown = lightCampus(older, {
    ...language,
    created_at: "2015-03-02T09:30:00.000Z",
    updated_at: showTime(cachedAt),
  });
  return { ...shown, users_count: Math.max(0, campus.users_count - (mix(campus.id, rowId) % 7)) };
}
