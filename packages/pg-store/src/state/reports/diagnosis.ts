import type { Database } from "../../database/database.js";
import { bookkeeping } from "../../shape/bookkeeping-shapes.js";
import { quoteIn, quoteName } from "../../sql/identifiers.js";
import { readLockHolder, type LockHolder } from "../lock.js";

/** The server and who we are on it. */
export interface ServerFacts {
  /** `18.4`. */
  readonly version: string;
  /** `180004`: server_version_num. */
  readonly versionNumber: number;
  readonly role: string;
  readonly database: string;
  /** Whether it takes no writes: a standby, or a role that is set to read. */
  readonly readOnly: boolean;
}

/** Something that the role may not do and a run needs. */
export interface MissingRight {
  /** `may not create in the schema intra`. */
  readonly what: string;
  /** What its owner would run. */
  readonly sql: string;
}

/** Questions about what a run relies on; they change nothing. */
export interface Diagnosis {
  serverFacts(): Promise<ServerFacts>;
  /** What the role lacks to make, extend and fill the tables; empty when nothing. */
  missingRights(): Promise<readonly MissingRight[]>;
  /** Who holds the lock of the data schema; undefined when nobody does. */
  lockHolder(): Promise<LockHolder | undefined>;
}

const factsSql = `select current_setting('server_version') as version,
  current_setting('server_version_num') as number,
  current_user::text as role, current_database()::text as database,
  (pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on')::text as read_only`;

// Catalogs only: they can be read without any privilege on the schemas themselves. Who owns a schema may
// create in it.
const rightsSql = `select current_user::text as role, current_database()::text as database,
  has_database_privilege(current_database(), 'CREATE')::text as create_schema,
  (
    select coalesce(json_agg(json_build_object(
      'schema', wanted.name, 'there', n.oid is not null, 'create', n.oid is not null
        and has_schema_privilege(n.oid, 'CREATE') and has_schema_privilege(n.oid, 'USAGE')
    )), '[]')
    from (select distinct unnest(array[$1, '${bookkeeping}']) as name) wanted
    left join pg_catalog.pg_namespace n on n.nspname = wanted.name
  )::text as schemas,
  (
    select coalesce(json_agg(
      json_build_object('schema', n.nspname, 'name', c.relname) order by n.nspname, c.relname
    ), '[]')
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v') and not pg_has_role(c.relowner, 'USAGE')
      and (n.nspname = '${bookkeeping}' or (n.nspname = $1 and c.relname = any($2::text[])))
  )::text as foreign_owned`;

interface SchemaRight {
  readonly schema: string;
  readonly there: boolean;
  readonly create: boolean;
}

/** @param names tables and views of the data schema */
export function createDiagnosis(database: Database, schema: string, names: readonly string[]): Diagnosis {
  return {
    serverFacts: async () => {
      const { rows } = await database.run({ text: factsSql });
      const text = (name: string): string => String(rows[0]?.[name]);
      return {
        version: text("version"),
        versionNumber: Number(text("number")),
        role: text("role"),
        database: text("database"),
        readOnly: text("read_only") === "true",
      };
    },
    lockHolder: () => readLockHolder(database, schema),
    missingRights: async () => {
      const { rows } = await database.run({ text: rightsSql, values: [schema, names] });
      const text = (name: string): string => String(rows[0]?.[name]);
      const schemas = JSON.parse(text("schemas")) as readonly SchemaRight[]; // as the statement builds it
      const owned = JSON.parse(text("foreign_owned")) as readonly {
        readonly schema: string;
        readonly name: string;
      }[]; // likewise
      const role = quoteName(text("role"));
      const lacking: MissingRight[] = schemas
        .filter(({ there, create }) => (there ? !create : text("create_schema") !== "true"))
        .map(({ schema: name, there }) =>
          there
            ? {
                what: `may not create in the schema ${name}`,
                sql: `grant usage, create on schema ${quoteName(name)} to ${role}`,
              }
            : {
                what: `may not create the schema ${name}`,
                sql: `create schema ${quoteName(name)} authorization ${role}`,
              },
        );
      return [
        ...lacking,
        ...owned.map(({ schema: at, name }) => ({
          what: `does not own ${at}.${name}`,
          sql: `alter table ${quoteIn(at, name)} owner to ${role}`,
        })),
      ];
    },
  };
}
