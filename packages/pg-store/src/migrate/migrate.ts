import type { Logger } from "@42sync/core";
import type { Database, Session } from "../database/database.js";
import { bookkeeping } from "../shape/bookkeeping-shapes.js";
import { fingerprint, type TableShape, type ViewShape } from "../shape/shape.js";
import { explainFailure } from "./explain-failure.js";
import { fillableFor, fillAll, type FilledColumns } from "./fill-from-raw.js";
import { planChanges } from "./plan-changes.js";
import { formerNames, planUpgrades } from "./plan-upgrades.js";
import { place, readExisting, type Found } from "./read-existing.js";
import { refuseForeign } from "./refuse-foreign.js";
import { comments, type Change } from "./table-changes.js";
import { partThere, type Wanted } from "./wanted.js";

/** How a migration is made. */
export interface MigrateOptions {
  /** Only reports what would be done. @default false */
  readonly dryRun?: boolean;
}

/** What a migration did, or would do. */
export interface MigrateReport {
  readonly schema: string;
  /** What was made anew: `schema sync42`, `table users`, `index users_login_idx`. */
  readonly created: readonly string[];
  /** What was added to what was there: `column users.wallet`. */
  readonly extended: readonly string[];
  /** What an earlier release had named otherwise: `table due to owners_to_reread`. Its rows stay. */
  readonly renamed: readonly string[];
  /** New columns that were filled from the column `raw` of their table. */
  readonly filled: readonly FilledColumns[];
  /**
   * The statements, in their order; empty when there was nothing to do. Those that fill from `raw` are not
   * among them.
   */
  readonly sql: readonly string[];
}

/** One key for all schemas of a database, because they share the bookkeeping. */
const migrationLock = [4242, 0] as const;

/**
 * Creates and extends tables, views and bookkeeping, and carries over what an earlier release made, in one
 * transaction. Safe when two start at once: the second finds nothing to do.
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
      bookkeeping: [...names((one) => one === bookkeeping), ...formerNames],
    });
    const upgraded = planUpgrades(existing);
    const { there, found } = partThere(asked.optional, upgraded.found);
    const wanted: Wanted = { ...asked, tables: [...asked.tables, ...there] };
    refuseForeign(wanted, found);
    const changes = [...upgraded.changes, ...planChanges(wanted, found)];
    const changed = [...wanted.tables, ...wanted.views].filter(
      (shape) => found.registry.get(place(shape.schema, shape.name)) !== fingerprint(shape),
    );
    const sql = [...changes.flatMap((change) => change.sql), ...changed.flatMap(comments)];
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
    return {
      schema: wanted.schema,
      created: of("created"),
      extended: of("extended"),
      renamed: of("renamed"),
      filled,
      sql,
    };
  });
}

async function execute(session: Session, statement: string, schema: string, found: Found): Promise<void> {
  try {
    await session.run({ text: statement });
  } catch (error) {
    throw explainFailure(error, schema, found);
  }
}

async function register(session: Session, shape: TableShape | ViewShape): Promise<void> {
  await session.run({
    text: `insert into ${bookkeeping}.tables as t (data_schema, table_name, shape) values ($1, $2, $3)
on conflict (data_schema, table_name) do update set shape = excluded.shape, changed_at = now()`,
    values: [shape.schema, shape.name, fingerprint(shape)],
  });
}
