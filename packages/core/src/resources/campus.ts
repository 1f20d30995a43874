import { defineEndpoint, defineTable } from "../resource/index.js";
import { embedded, id, z } from "./fields.js";

const fields = [
  "id", "name", "created_at", "updated_at", "time_zone", "language_id", "slug", "main_email", "endpoint_id", "vogsphere_id", "content_email",
  "time_of_community_service_started", "companies_mail", "address", "zip", "city", "country", "pro_needs_validation", "logo", "website", "facebook", "twitter",
  "display_name", "email_extension", "help_url", "active", "open_to_job_offers", "default_hidden_phone", "tig_email", "minimum_slot_duration", "alumni_system",
  "manual_alumnization_before_first_internship", "public",
] as const;

/** `GET /v2/campus`: the campuses that are listed, 54 in 2025; closed ones appear only inside other rows. */
export const campusEndpoint = defineEndpoint({
  name: "campus",
  item: z.looseObject({
    id,
    name: z.string(),
    // A campus that was just made lacks most fields (apidoc, answer of POST /v2/campus).
    time_zone: z.string().nullish(),
    language: embedded.nullish(),
    users_count: z.number().int().nullish(),
    vogsphere_id: id.nullish(),
    country: z.string().nullish(),
    address: z.string().nullish(),
    zip: z.string().nullish(),
    city: z.string().nullish(),
    website: z.string().nullish(),
    facebook: z.string().nullish(),
    twitter: z.string().nullish(),
    active: z.boolean().nullish(),
    public: z.boolean().nullish(),
    email_extension: z.string().nullish(),
    default_hidden_phone: z.boolean().nullish(),
    endpoint: embedded.nullish(),
  }),
  filters: fields,
  ranges: fields,
  sorts: fields,
  traversal: "keyset",
});

/** The campuses that 42 lists. */
export const campusTable = /* @__PURE__ */ defineTable(campusEndpoint, {
  name: "campuses",
  comment: "Campuses that the 42 API lists; closed ones are not among them.",
  reference: true,
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "42's id of the campus." },
    name: { kind: "text", comment: "Name as shown on the intranet.", index: true },
    time_zone: { kind: "text", nullable: true, comment: "IANA time zone." },
    language_id: { kind: "bigint", nullable: true, comment: "Language spoken there.", from: (item) => item.language?.id },
    users_count: { kind: "integer", nullable: true, comment: "People who ever had this campus, as 42 counts them." },
    vogsphere_id: { kind: "bigint", nullable: true, comment: "The campus's git server." },
    country: { kind: "text", nullable: true, comment: "Country, in English." },
    address: { kind: "text", nullable: true, comment: "Street and number." },
    zip: { kind: "text", nullable: true, comment: "Postal code." },
    city: { kind: "text", nullable: true, comment: "City." },
    website: { kind: "text", nullable: true, comment: "Web site; empty text when there is none." },
    facebook: { kind: "text", nullable: true, comment: "Facebook page; empty text when there is none." },
    twitter: { kind: "text", nullable: true, comment: "Twitter page; empty text when there is none." },
    active: { kind: "boolean", nullable: true, comment: "Whether the campus is open." },
    public: { kind: "boolean", nullable: true, comment: "Whether the campus is shown to everybody." },
    email_extension: { kind: "text", nullable: true, comment: "Domain of its students' addresses." },
    default_hidden_phone: { kind: "boolean", nullable: true, comment: "Whether phone numbers are hidden by default." },
    endpoint_id: { kind: "bigint", nullable: true, comment: "The campus's own endpoint server.", from: (item) => item.endpoint?.id },
  },
  examples: [{ title: "Biggest campuses", sql: "select name, country, users_count from campuses order by users_count desc limit 10" }],
});
