import type { Resource } from "@42sync/core/tables";
import { z } from "zod";
import { toDurationMs } from "../parse-values.js";
import type { Config } from "./define-config.js";

// Each message is a hint: the next step, or what the value is like.
const emptyList = "the list is empty: leave it out instead";
const names = z
  .array(z.string({ error: "a name is a text" }).trim().min(1, "a name is empty"), {
    error: "it is a list of names",
  })
  .min(1, emptyList);
const whole = z.int({ error: "it is a whole number" }).min(0, "it is a whole number from 0");
const likeDuration = "a duration is like 90s, 15m, 26h or 2d, in quotes";
const duration = z
  .string({ error: likeDuration })
  .refine((text) => toDurationMs(text) !== undefined, likeDuration);
const cursusNumber = "it is the number of a cursus, as 21";
const place = "it is a folder, or an address without a password";

const driftRule = z.enum(["strict", "warn", "ignore"], { error: "it is strict, warn or ignore" });
const privacyRule = z.strictObject(
  { drop: names.optional(), hash: names.optional() },
  objectError("it is { drop: [columns], hash: [columns] }"),
);

/** The shape of a configuration; names of tables are judged where the tables are known. */
export const configSchema = z.strictObject(
  {
    campus: z
      .array(
        z.union([z.int().min(1), z.string().trim().min(1)], {
          error: "a campus is a number, a name or a slug",
        }),
        { error: 'it is a list, as [12, "paris"]' },
      )
      .min(1, emptyList)
      .optional(),
    cursus: z.int({ error: cursusNumber }).min(1, cursusNumber).optional(),
    database: z.string({ error: place }).trim().min(1, place).optional(),
    schema: z.string({ error: "it is the name of a schema" }).min(1, "it is the name of a schema").optional(),
    with: names.optional(),
    resources: z
      .array(
        z.custom<Resource>(isResource, "a resource is what defineResource of @42sync/core/tables returns"),
        { error: "it is a list of what defineResource returns" },
      )
      .optional(),
    only: names.optional(),
    except: names.optional(),
    referenceTtl: duration.optional(),
    margin: duration.optional(),
    refreshBudget: whole.optional(),
    reserve: whole.optional(),
    privacy: z
      .record(z.string(), privacyRule, {
        error: "it goes by table: { users: { drop: [columns], hash: [columns] } }",
      })
      .optional(),
    drift: z
      .union([driftRule, z.record(z.string(), driftRule)], {
        error: 'it is strict, warn or ignore, or goes by table: { users: "strict" }',
      })
      .optional(),
    raw: z.union([z.boolean(), names], { error: "it is true, false or a list of tables" }).optional(),
  },
  objectError("it is an object with the settings"),
) satisfies z.ZodType<Config>;

/** The keys that an object of the configuration may have, by its place; for a mistyped one. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return Object.keys(path.length === 0 ? configSchema.shape : privacyRule.shape);
}

/** Looked over by `checkResource` when it is used. */
function isResource(value: unknown): boolean {
  return (
    isObject(value) &&
    isObject(value["endpoint"]) &&
    isObject(value["endpoint"]["item"]) &&
    (value["table"] === undefined || isObject(value["table"]))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Unknown keys are told in our own words, see `keysAt`. */
function objectError(what: string): {
  error: (issue: { readonly code?: string | undefined }) => string | undefined;
} {
  return { error: (issue) => (issue.code === "invalid_type" ? what : undefined) };
}
