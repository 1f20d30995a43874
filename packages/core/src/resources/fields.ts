import { z } from "zod";

/**
 * The schemas of the resources are written with this one: a bundle would hold an import and a name of zod for
 * each file that imports it.
 */
export { z };

/**
 * A 42 id. Newest ids are near 40 million (locations, 2026); nothing here relies on them staying below 2^31.
 */
export const id = z.number().int();

const usualInstant =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;

/**
 * A schema that looks at a value before it parses it, and hands it on as it is rather than a copy. Measured:
 * copies of embedded people and dates were three quarters of the time that a page of `projects_users` was
 * validated in. `fits` may only be true of what the schema takes.
 */
function quickly<T>(schema: z.ZodType, fits: (value: unknown) => boolean): z.ZodCustom<T> {
  return z.custom<T>().check(({ value, issues }) => {
    if (fits(value)) return;
    for (const { path, message } of schema.safeParse(value).error?.issues ?? [])
      issues.push({ code: "custom", path, message, input: value });
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A date-time as 42 writes it: ISO 8601 with milliseconds and `Z`, or midnight with the campus's offset for
 * `anonymize_date` and `data_erasure_date` (observed 2026).
 */
export const instant = quickly<string>(
  z.string().refine((value) => !Number.isNaN(Date.parse(value)), { message: "not a date-time" }),
  (value) => typeof value === "string" && usualInstant.test(value),
);

function isEmbedded(value: unknown): boolean {
  return isObject(value) && Number.isSafeInteger(value["id"]);
}

/** The parent or owner that a row embeds: read for its id only, because embedded copies are stale. */
export const embedded = quickly<{ id: number; [x: string]: unknown }>(z.looseObject({ id }), isEmbedded);

/**
 * An embedded project. Only its id is checked: every answer has the other fields, but an item without them is
 * still valid.
 */
export const embeddedProject = quickly<{ id: number; name?: string; slug?: string; [x: string]: unknown }>(
  z.looseObject({ id }),
  isEmbedded,
);

/**
 * A person embedded in another row. `{}` has been seen (register_childs answer, apidoc 2024), and a viewer
 * without the right sees the text `"invisible"`: then the row names nobody. What is typed beside that is what
 * every other answer has, and is not checked.
 */
export const embeddedUser = quickly<{ id?: number; login?: string; [x: string]: unknown } | "invisible">(
  z.union([z.looseObject({ id }), z.looseObject({}), z.literal("invisible")]),
  isObject,
);

/** A field that 42 sends and nothing here reads; declared, so that it does not count as news. */
export const unread = z.unknown().optional();

/** The id of an embedded person, `null` where 42 hides it. */
export function embeddedUserId(user: unknown): number | null {
  return typeof user === "object" && user !== null && "id" in user && typeof user.id === "number"
    ? user.id
    : null;
}
