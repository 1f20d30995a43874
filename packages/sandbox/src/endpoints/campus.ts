import { mix } from "../random.js";
import { bool, column, int, text, time } from "../store/columns.js";
import type { CampusRow } from "../store/tables.js";
import { defineEndpoint } from "./endpoint.js";
import { lightCampus } from "../show/embedded-campus.js";
import { languageOf } from "../show/language-of.js";
import { showTime } from "../show/show-time.js";

const NAMES = [
  "id",
  "name",
  "created_at",
  "updated_at",
  "time_zone",
  "language_id",
  "slug",
  "main_email",
  "endpoint_id",
  "vogsphere_id",
  "content_email",
  "time_of_community_service_started",
  "companies_mail",
  "address",
  "zip",
  "city",
  "country",
  "pro_needs_validation",
  "logo",
  "website",
  "facebook",
  "twitter",
  "display_name",
  "email_extension",
  "help_url",
  "active",
  "open_to_job_offers",
  "default_hidden_phone",
  "tig_email",
  "minimum_slot_duration",
  "alumni_system",
  "manual_alumnization_before_first_internship",
  "public",
];

/** Campuses. The list only shows open ones; projects name closed ones too (54 of 63 are open in 2026). */
export const campus = defineEndpoint<CampusRow>({
  resource: "campus",
  columns: {
    id: int,
    name: text,
    time_zone: text,
    language_id: column("int", "language.id"),
    users_count: int,
    vogsphere_id: int,
    endpoint_id: column("int", "endpoint.id"),
    country: text,
    address: text,
    zip: text,
    city: text,
    website: text,
    facebook: text,
    twitter: text,
    active: bool,
    public: bool,
    email_extension: text,
    default_hidden_phone: bool,
    created_at: time,
    updated_at: time,
  },
  indexed: [],
  lists: [{ path: "/v2/campus" }],
  show: { path: "/v2/campus/:id" },
  order: [{ column: "id", descending: true }],
  filters: NAMES,
  ranges: NAMES,
  sorts: NAMES,
  embeddedStale: true,
  isListed: (row) => row.raw !== undefined || (row.active && row.public),
  defaults: (now) => ({
    name: "New campus",
    time_zone: "Europe/Paris",
    offset: "+01:00",
    language_id: 2,
    users_count: 0,
    vogsphere_id: null,
    country: "France",
    address: "",
    zip: "",
    city: "",
    website: "",
    active: true,
    public: true,
    email_extension: null,
    endpoint_id: null,
    default_hidden_phone: false,
    created_at: now,
    updated_at: now,
  }),
  render: (row) => {
    const light = lightCampus(row, languageOf(row.language_id));
    if (row.endpoint_id === null) return { ...light, endpoint: null };
    const at = row.created_at + (mix(row.id, 3) % 9_000_000) * 1000;
    const url = `https://endpoint.${row.email_extension ?? "42.example"}:4000`;
    return {
      ...light,
      endpoint: {
        id: row.endpoint_id,
        url,
        description: `Endpoint ${row.name}`,
        created_at: showTime(at),
        updated_at: showTime(at + 86_400_000),
      },
    };
  },
});
