import { ConfigError, StoreError, isError42 } from "@42sync/core";
import type { AnyTable } from "@42sync/core/tables";
import { nearest } from "../../errors/suggest.js";

/** What a statement was asked of. */
export interface Asked {
  /** Database and schema, as settings say them. */
  readonly label: string;
  readonly tables: readonly AnyTable[];
}

/**
 * An error of somebody's own SQL: it names the database and schema, the place in the statement where the
 * server tells it, and where a name is unknown the nearest right one. Others stay as they are. What the
 * statement is to blame for (SQLSTATE classes 42 and 22) is a `ConfigError`; a right that the role lacks, and
 * a table of 42sync that is not made yet, stay a `StoreError`.
 */
export function toQueryError(error: unknown, { label, tables }: Asked): unknown {
  const sqlstate = isError42(error) ? String(error.context["sqlstate"]) : "";
  if (!isError42(error) || error.code !== "E_STORE" || !/^42|^22|^3F/.test(sqlstate)) return error;
  const found = hintOf(error.message, tables);
  const hint = found ?? error.hint;
  const options = { cause: error.cause, context: error.context, ...(hint === undefined ? {} : { hint }) };
  const unmade = sqlstate === "42P01" && found === undefined;
  if (unmade || sqlstate === "42501" || sqlstate.startsWith("3F"))
    return new StoreError(`${error.message} (asked: ${label})`, options);
  return new ConfigError(
    `the statement failed${placeOf(error.cause)}: ` +
      `${error.message.replace("the database failed: ", "")} (asked: ${label})`,
    options,
  );
}

/**
 * Both drivers hand on the server's position, counted in characters from 1:
 * https://www.postgresql.org/docs/current/protocol-error-fields.html
 */
function placeOf(cause: unknown): string {
  const position =
    typeof cause === "object" && cause !== null && "position" in cause ? Number(cause.position) : Number.NaN;
  return Number.isSafeInteger(position) ? ` at character ${String(position)}` : "";
}

/** The server names what it does not know: `relation "x" does not exist`, `column s.x does not exist`. */
function hintOf(message: string, tables: readonly AnyTable[]): string | undefined {
  // eslint-disable-next-line no-restricted-syntax -- the server puts the name into the message only
  const [, kind, quoted = ""] = /(relation|column) (\S+) does not exist/.exec(message) ?? [];
  if (kind === undefined) return undefined;
  const name = quoted.replaceAll('"', "").split(".").at(-1) ?? "";
  const known =
    kind === "relation"
      ? [...tables.map((table) => table.name), "students"]
      : [...new Set(tables.flatMap(({ columns }) => Object.keys(columns)))];
  if (kind === "relation" && (known.includes(name) || quoted.includes("sync42."))) return undefined;
  const owners = tables
    .filter(({ columns }) => kind === "column" && Object.hasOwn(columns, name))
    .map((table) => table.name);
  if (owners.length > 0)
    return (
      `${name} is a column of ${owners.slice(0, 4).join(", ")}${owners.length > 4 ? ", …" : ""}; ` +
      "where it is missing there: 42sync migrate"
    );
  const near = nearest(name, known);
  const list =
    kind === "relation"
      ? "select table_name from information_schema.tables"
      : "select table_name, column_name from information_schema.columns where table_name = 'students'";
  return `${near === undefined ? "" : `did you mean ${near}? `}42sync query "${list}" shows what there is`;
}
