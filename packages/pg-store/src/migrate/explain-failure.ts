import { StoreError } from "@42sync/core";
import { codeOf } from "../database/translate-error.js";
import { bookkeeping } from "../shape/bookkeeping-shapes.js";
import { quoteName } from "../sql/identifiers.js";
import type { Found } from "./read-existing.js";

/** What the owner of the database would run, to let the role make and extend everything. */
function grantsFor(schema: string, { role, schemas }: Found): string {
  return [bookkeeping, schema]
    .map((name) =>
      schemas.has(name)
        ? `grant usage, create on schema ${quoteName(name)} to ${quoteName(role)}`
        : `create schema ${quoteName(name)} authorization ${quoteName(role)}`,
    )
    .join("; ");
}

/** An error of a migration, with what to do next where that is known. */
export function explainFailure(error: unknown, schema: string, found: Found): unknown {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : "";
  if (code === "42P07" || code === "42710") {
    return new StoreError(`${message}, and 42sync did not make it; nothing was touched`, {
      code: "E_FOREIGN_TABLE",
      cause: error,
      context: { schema },
      hint: "keep the mirror in a schema of its own (--schema, or `schema` of createPgStore), or rename what is there",
    });
  }
  if (code === "42501") {
    return new StoreError(`the role ${found.role} may not migrate the schema ${schema}: ${message}`, {
      cause: error,
      context: { schema, role: found.role },
      hint: `as the database's owner: ${grantsFor(schema, found)}; 42sync doctor names every right that is missing`,
    });
  }
  return error;
}
