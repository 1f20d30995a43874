import type { Resource } from "@42sync/core/tables";
import { z } from "zod";
import { toDurationMs } from "../parse-values.js";
import type { Config } from "./define-config.js";

// Each message is a hint: the next step, or what the value must be.
const emptyList = "the list is empty: remove it instead";
const names = z
  .array(z.string({ error: "a name must be a string" }).trim().min(1, "a name is empty"), {
    error: "must be a list of names",
  })
  .min(1, emptyList);
const whole = z.int({ error: "must be a whole number" }).min(0, "must be a whole number from 0");
const likeDuration = "must be a duration in quotes, like 90s, 15m, 26h or 2d";
const duration = z
  .string({ error: likeDuration })
  .refine((text) => toDurationMs(text) !== undefined, likeDuration);
const cursusNumber = "must be the id of a cursus, like 21";
const place = "must be a folder, or an address without a password";

const driftRule = z.enum(["strict", "warn", "ignore"], { error: "must be strict, warn or ignore" });
const privacyRule = z.strictObject(
  { drop: names.optional(), hash: names.optional() },
  objectError("must be { drop: [columns], hash: [columns] }"),
);

/** The shape of a configuration; table names are checked where the tables are known. */
export const configSchema = z.strictObject(
  {
    campus: z
      .array(
        z.union([z.int().min(1), z.string().trim().min(1)], {
          error: "a campus must be a number, a name or a slug",
        }),
        { error: 'must be a list, like [12, "paris"]' },
      )
      .min(1, emptyList)
      .optional(),
    cursus: z.int({ error: cursusNumber }).min(1, cursusNumber).optional(),
    database: z.string({ error: place }).trim().min(1, place).optional(),
    schema: z
      .string({ error: "must be the name of a schema" })
      .min(1, "must be the name of a schema")
      .optional(),
    with: names.optional(),
    resources: z
      .array(z.custom<Resource>(isResource, "must be made by defineResource of @42sync/core/tables"), {
        error: "must be a list of what defineResource returns",
      })
      .optional(),
    only: names.optional(),
    except: names.optional(),
    referenceTtl: duration.optional(),
    margin: duration.optional(),
    refreshBudget: whole.optional(),
    reserve: whole.optional(),
    privacy: z
      .record(z.string(), privacyRule, {
        error: "must be by table: { users: { drop: [columns], hash: [columns] } }",
      })
      .optional(),
    drift: z
      .union([driftRule, z.record(z.string(), driftRule)], {
        error: 'must be strict, warn or ignore, or by table: { users: "strict" }',
      })
      .optional(),
    raw: z.union([z.boolean(), names], { error: "must be true, false or a list of tables" }).optional(),
  },
  objectError("must be an object with the settings"),
) satisfies z.ZodType<Config>;

/** The keys that an object of the configuration may have, by its path; for mistyped ones. */
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

/** Unknown keys get a message of our own, see `keysAt`. */
function objectError(what: string): {
  error: (issue: { readonly code?: string | undefined }) => string | undefined;
} {
  return { error: (issue) => (issue.code === "invalid_type" ? what : undefined) };
}
