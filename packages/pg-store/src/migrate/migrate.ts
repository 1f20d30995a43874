import { StoreError, type Logger } from "@42sync/core";
import { rawColumn } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import type { Database, Session } from "../database/database.js";
import { codeOf } from "../database/translate-error.js";
import { bookkeeping, bookkeepingShapes, bookkeepingViews } from "../shape/bookkeeping-shapes.js";
import { tablesToShapes } from "../shape/data-shapes.js";
import { fingerprint } from "../shape/fingerprint.js";
import type { TableShape, ViewShape } from "../shape/shape.js";
import { studentsView } from "../shape/students-view.js";
import { quoteName } from "../sql/identifiers.js";
import { fillFromRaw, type Fillable } from "./fill-from-raw.js";
import { optionalShapes, partThere } from "./optional-shapes.js";
import { place, readExisting, type Found } from "./read-existing.js";
import {
  comments,
  createTable,
  createView,
  missingColumns,
  missingIndexes,
  missingReferences,
  type Change,
} from "./table-changes.js";

/** How a migration is made. */
export interface MigrateOptions {
  /** Tells what would be done and does nothing. @default false */
  readonly dryRun?: boolean;
}

/** What a migration did, or would do. */
export interface MigrateReport {
  readonly schema: string;
  /** What was made anew: `schema sync42`, `table users`, `index users_login_idx`. */
  readonly created: readonly string[];
  /** What was added to what was there: `column users.wallet`. */
  readonly extended: readonly string[];
  /**
   * New columns that were filled from the column `raw` of their table, and in how many rows; null on a dry
   * run.
   */
  readonly filled: readonly {
    readonly table: string;
    readonly columns: readonly string[];
    readonly rows: number | null;
  }[];
  /**
   * The statements, in their order; empty when there was nothing to do. Those that fill from `raw` are not
   * among them.
   */
  readonly sql: readonly string[];
}

/** What a data schema shall have. */
export interface Wanted {
  readonly schema: string;
  readonly tables: readonly TableShape[];
  /** Tables that are kept in shape where 42sync has made them before, and made nowhere. */
  readonly optional: readonly TableShape[];
  readonly views: readonly ViewShape[];
  /** What the data tables are made from. */
  readonly declared: readonly AnyTable[];
}

/** The shapes of a store's tables and of the bookkeeping. */
export function wantedShapes(
  schema: string,
  tables: readonly AnyTable[],
  optional: readonly AnyTable[] = [],
): Wanted {
  const students = studentsView(schema, tables);
  return {
    schema,
    tables: [...bookkeepingShapes, ...tablesToShapes(schema, tables)],
    optional: optionalShapes(schema, tables, optional),
    views: [...bookkeepingViews, ...(students === undefined ? [] : [students])],
    declared: tables,
  };
}

/** One key for all schemas of a database, because they share the bookkeeping. */
const migrationLock = [4242, 0] as const;

/**
 * Creates and extends tables, views and bookkeeping, in one transaction. Safe when two start at once; the
 * second finds nothing to do.
 *
 * @throws StoreError E_FOREIGN_TABLE when a table or view of a name of ours was not made by 42sync; E_STORE
 * when the role may not, or a column has another type. Nothing is touched then.
 */
export async function migrate(
  database: Database,
  asked: Wanted,
  logger: Logger,
  options: MigrateOptions = {},
): Promise<MigrateReport> {
  return database.transaction(async (session) => {
    await session.run({
      text: "select pg_advisory_xact_lock($1::integer, $2::integer)",
      values: migrationLock,
    });
    const names = (inSchema: (schema: string) => boolean): string[] =>
      [...asked.tables, ...asked.optional, ...asked.views]
        .filter((one) => inSchema(one.schema))
        .map((one) => one.name);
    const existing = await readExisting(session, asked.schema, {
      data: names((one) => one !== bookkeeping),
      bookkeeping: names((one) => one === bookkeeping),
    });
    const { there, found } = partThere(asked.optional, existing);
    const wanted: Wanted = { ...asked, tables: [...asked.tables, ...there] };
    refuseForeign(wanted, found);
    const changes = changesFor(wanted, found);
    const changed = [...wanted.tables, ...wanted.views].filter(
      (shape) => found.registry.get(place(shape.schema, shape.name)) !== fingerprint(shape),
    );
    const sql = [...changes.map((change) => change.sql), ...changed.flatMap(comments)];
    const fillable = fillableFor(wanted, found);
    let filled: MigrateReport["filled"] = fillable.map(({ table, columns }) => ({
      table: table.name,
      columns,
      rows: null,
    }));
    if (options.dryRun !== true) {
      for (const statement of sql) await execute(session, statement, wanted.schema, found);
      for (const shape of changed) await register(session, shape);
      filled = await fillAll(session, wanted, fillable);
      for (const change of changes) logger.debug(`${change.kind} ${change.what}`, { schema: wanted.schema });
    }
    const of = (kind: Change["kind"]): readonly string[] =>
      changes.filter((change) => change.kind === kind).map((change) => change.what);
    return { schema: wanted.schema, created: of("created"), extended: of("extended"), filled, sql };
  });
}

/** Relations that we would have to touch although we did not make them. */
function refuseForeign(wanted: Wanted, found: Found): void {
  const kinds: ReadonlyMap<string, string> = new Map([
    ...wanted.tables.map((one) => [place(one.schema, one.name), "rp"] as const),
    ...wanted.views.map((one) => [place(one.schema, one.name), "v"] as const),
  ]);
  const foreign = [...found.relations].filter(
    ([at, one]) =>
      !found.registry.has(at) ||
      kinds.get(at)?.includes(one.kind) !== true ||
      lacksOurColumns(one.schema, one.kind, one.columns),
  );
  if (foreign.length === 0) return;
  const names = foreign.map(([, one]) => `${one.schema}.${one.name}`).join(", ");
  throw new StoreError(
    `${names} ${foreign.length === 1 ? "was" : "were"} not made by 42sync, and nothing was touched`,
    {
      code: "E_FOREIGN_TABLE",
      context: { schema: wanted.schema, table: foreign[0]?.[1].name ?? null },
      hint: "keep the mirror in a schema of its own (--schema, or `schema` of createPgStore), or rename what is there",
    },
  );
}

/** A data table without our two columns was put in place of ours. */
function lacksOurColumns(
  schema: string,
  kind: string,
  columns: readonly { readonly name: string }[],
): boolean {
  return (
    schema !== bookkeeping &&
    kind !== "v" &&
    !["ingested_at", "deleted_at"].every((name) => columns.some((column) => column.name === name))
  );
}

function changesFor(wanted: Wanted, found: Found): readonly Change[] {
  const existing = (shape: TableShape): ReturnType<typeof found.relations.get> =>
    found.relations.get(place(shape.schema, shape.name));
  const schemas = [bookkeeping, wanted.schema].filter((schema) => !found.schemas.has(schema));
  return [
    ...schemas.map((schema): Change => ({
      kind: "created",
      what: `schema ${schema}`,
      sql: `create schema ${quoteName(schema)}`,
    })),
    ...wanted.tables.flatMap((shape) => {
      const there = existing(shape);
      return there === undefined ? [createTable(shape)] : missingColumns(shape, there);
    }),
    ...wanted.tables.flatMap((shape) => missingReferences(shape, existing(shape))),
    ...wanted.tables.flatMap((shape) => missingIndexes(shape, existing(shape))),
    // A view that was dropped is made again, as a table is.
    ...wanted.views.flatMap((shape) =>
      createView(
        shape,
        found.relations.has(place(shape.schema, shape.name))
          ? found.registry.get(place(shape.schema, shape.name))
          : undefined,
      ),
    ),
  ];
}

/** Tables that get new columns and have kept their items in `raw` so far. */
function fillableFor(wanted: Wanted, found: Found): readonly Fillable[] {
  return wanted.declared.flatMap((table) => {
    const there =
      found.relations.get(place(wanted.schema, table.name))?.columns.map((column) => column.name) ?? [];
    const columns = Object.keys(table.columns).filter((name) => !there.includes(name));
    const keepsRaw = Object.hasOwn(table.columns, rawColumn) && there.includes(rawColumn);
    return keepsRaw && columns.length > 0 ? [{ table, columns }] : [];
  });
}

async function fillAll(
  session: Session,
  wanted: Wanted,
  fillable: readonly Fillable[],
): Promise<MigrateReport["filled"]> {
  const filled: MigrateReport["filled"][number][] = [];
  for (const one of fillable)
    filled.push({
      table: one.table.name,
      columns: one.columns,
      rows: await fillFromRaw(session, wanted.schema, one, wanted.declared),
    });
  return filled;
}

async function execute(session: Session, statement: string, schema: string, found: Found): Promise<void> {
  try {
    await session.run({ text: statement });
  } catch (error) {
    throw explain(error, schema, found);
  }
}

/** What the owner of the database would run, so that the role may make and extend everything. */
function grantsFor(schema: string, { role, schemas }: Found): string {
  return [bookkeeping, schema]
    .map((name) =>
      schemas.has(name)
        ? `grant usage, create on schema ${quoteName(name)} to ${quoteName(role)}`
        : `create schema ${quoteName(name)} authorization ${quoteName(role)}`,
    )
    .join("; ");
}

function explain(error: unknown, schema: string, found: Found): unknown {
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

async function register(session: Session, shape: TableShape | ViewShape): Promise<void> {
  await session.run({
    text: `insert into ${bookkeeping}.tables as t (data_schema, table_name, shape) values ($1, $2, $3)
on conflict (data_schema, table_name) do update set shape = excluded.shape, changed_at = now()`,
    values: [shape.schema, shape.name, fingerprint(shape)],
  });
}
