import { relations } from "./parts/relations.js";
import { rowTypeName } from "./rows-to-typescript.js";

/** The module `@42sync/pg-store/kysely`. */
export function kyselyToTypeScript(): string {
  const all = relations();
  const names = all.map(({ name }) => rowTypeName(name)).sort();
  return `/**
 * The mirrored database for Kysely. Written by npm run docs from the declarations.
 *
 * @module @42sync/pg-store/kysely
 */
import type { ColumnType } from "kysely";
import type {
${names.map((name) => `  ${name},`).join("\n")}
} from "./types.js";

/** A table that is read and not written: what 42sync does not write, its next run would undo. */
export type ReadOnly<Row> = { readonly [Column in keyof Row]: ColumnType<Row[Column], never, never> };

/**
 * The mirrored database for Kysely; tables of your own go beside it: \`interface Mine extends Database {
 * seats: SeatTable }\`.
 *
 * @example const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: new pg.Pool({ types:
 * pgRowTypes(pg.types) }) }) }); await db.selectFrom("students").select(["login", "level"]).where("level",
 * ">", 10).execute();
 */
export interface Database {
${all.map(({ name }) => `  ${toKey(name)}: ReadOnly<${rowTypeName(name)}>;`).join("\n")}
}
`;
}

const toKey = (name: string): string => (name.includes(".") ? JSON.stringify(name) : name);
