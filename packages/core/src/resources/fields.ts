import { z } from "zod";

/** A 42 id. Newest ids are near 40 million (locations, 2026); nothing here relies on them staying below 2^31. */
export const id = z.number().int();

/**
 * A date-time as 42 writes it: ISO 8601 with milliseconds and `Z`, or midnight with the campus's offset for
 * `anonymize_date` and `data_erasure_date` (observed 2026).
 */
export const instant = z.string().refine((value) => !Number.isNaN(Date.parse(value)), { message: "not a date-time" });

/** The parent or owner that a row embeds: read for its id only, because embedded copies are stale. */
export const embedded = z.looseObject({ id });

/**
 * A person embedded in another row. `{}` has been seen (register_childs answer, apidoc 2024), and a viewer without the
 * right sees the text `"invisible"`: then the row names nobody.
 */
export const embeddedUser = z.union([embedded, z.looseObject({}), z.literal("invisible")]);

/** A field that 42 sends and nothing here reads; declared, so that it does not count as news. */
export const unread = z.unknown().optional();

/** The id of an embedded person, `null` where 42 hides it. */
export function embeddedUserId(user: unknown): number | null {
  return typeof user === "object" && user !== null && "id" in user && typeof user.id === "number" ? user.id : null;
}
