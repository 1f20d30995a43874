import { ConfigError, StoreError, type Error42 } from "@42sync/core";
import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { toQueryError } from "../../../src/commands/query/query-error.js";

const told = (message: string, sqlstate: string, cause?: unknown) =>
  toQueryError(new StoreError(message, { context: { sqlstate }, cause, hint: "run migrate first" }), {
    label: "PostgreSQL intra at db, schema public",
    tables: Object.values(tables),
  }) as Error42;

test("an unknown column or table names the nearest, and where to look", () => {
  expect([
    told("column s.loginn does not exist", "42703").hint,
    told('relation "userz" does not exist', "42P01").hint,
    told('column "qqqqqqqqqqqq" does not exist', "42703").hint,
  ]).toEqual([
    `did you mean login? 42sync query "select table_name, column_name from ` +
      `information_schema.columns where table_name = 'students'" shows what there is`,
    'did you mean users? 42sync query "select table_name from information_schema.tables" shows what there is',
    `42sync query "select table_name, column_name from information_schema.columns where ` +
      `table_name = 'students'" shows what there is`,
  ]);
});

test("a name of 42sync is told where it belongs, and a table that is not made yet wants a migration", () => {
  expect([
    told('column "wallet" does not exist', "42703").hint,
    told('relation "users" does not exist', "42P01").hint,
    told('relation "students" does not exist', "42P01").hint,
  ]).toEqual([
    "wallet is a column of users; where it is missing there: 42sync migrate",
    "run migrate first",
    "run migrate first",
  ]);
});

test("an error in the statement is a ConfigError with its position; a missing permission or table is not", () => {
  const asked = "(asked: PostgreSQL intra at db, schema public)";
  const cases = [
    told('the database failed: syntax error at or near "selct"', "42601", { position: "1" }),
    told("the database failed: division by zero", "22012"),
    told('the database failed: relation "userz" does not exist', "42P01", { position: "15" }),
    told('the database failed: relation "users" does not exist', "42P01", { position: "15" }),
    told("the database failed: permission denied for table users", "42501"),
    told('the database failed: schema "x" does not exist', "3F000"),
  ];
  expect(cases.map((one) => [one.code, one.message])).toEqual([
    ["E_CONFIG", `the statement failed at character 1: syntax error at or near "selct" ${asked}`],
    ["E_CONFIG", `the statement failed: division by zero ${asked}`],
    ["E_CONFIG", `the statement failed at character 15: relation "userz" does not exist ${asked}`],
    ["E_STORE", `the database failed: relation "users" does not exist ${asked}`],
    ["E_STORE", `the database failed: permission denied for table users ${asked}`],
    ["E_STORE", `the database failed: schema "x" does not exist ${asked}`],
  ]);
  expect(cases.map((one) => one instanceof ConfigError)).toEqual([true, true, true, false, false, false]);
});

test("what is no error of the statement stays as it is", () => {
  const lost = new StoreError("the database failed: gone", { context: { sqlstate: "57P01" } });
  expect(toQueryError(lost, { label: "", tables: [] })).toBe(lost);
});
