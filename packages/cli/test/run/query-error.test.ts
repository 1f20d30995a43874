import { StoreError } from "@42sync/core";
import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { toQueryError } from "../../src/run/query-error.js";

const told = (message: string, sqlstate: string) => toQueryError(new StoreError(message, { context: { sqlstate }, hint: "run migrate first" }), { says: "PostgreSQL intra at db, schema public", tables: Object.values(tables) }) as StoreError;

test("an unknown column or table names the nearest, and where to look", () => {
  expect([told("column s.loginn does not exist", "42703").hint, told('relation "userz" does not exist', "42P01").hint, told('column "qqqqqqqqqqqq" does not exist', "42703").hint]).toEqual([
    `did you mean login? 42sync query "select table_name, column_name from information_schema.columns where table_name = 'students'" shows what there is`,
    'did you mean users? 42sync query "select table_name from information_schema.tables" shows what there is',
    `42sync query "select table_name, column_name from information_schema.columns where table_name = 'students'" shows what there is`,
  ]);
});

test("a name of 42sync is told where it belongs, and a table that is not made yet wants a migration", () => {
  expect([told('column "wallet" does not exist', "42703").hint, told('relation "users" does not exist', "42P01").hint, told('relation "students" does not exist', "42P01").hint]).toEqual(["wallet is a column of users; where it is missing there: 42sync migrate", "run migrate first", "run migrate first"]);
});

test("the database and schema are named; what is no error of the statement stays as it is", () => {
  const lost = new StoreError("the database failed: gone", { context: { sqlstate: "57P01" } });
  expect([told('syntax error at or near "selec"', "42601").message, toQueryError(lost, { says: "", tables: [] })]).toEqual(['syntax error at or near "selec" (asked: PostgreSQL intra at db, schema public)', lost]);
});
