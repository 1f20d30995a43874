/**
 * A name that another release gave to something of the bookkeeping, or a value that it wrote there. It is
 * brought to today's where the old name is found, in place, so that rows, rights and views over it stay.
 */
export type Upgrade =
  | { readonly kind: "table"; readonly from: string; readonly to: string }
  | {
      readonly kind: "column";
      /** The table or view, by its name of today. */
      readonly of: string;
      readonly from: string;
      readonly to: string;
      /** Statements that bring values of the same release to today's. */
      readonly values?: readonly string[];
    }
  | {
      /** A column that the table had not, with statements that fill it from what was there. */
      readonly kind: "new column";
      readonly of: string;
      readonly name: string;
      readonly type: string;
      readonly statements: readonly string[];
    };

const table = (from: string, to: string): Upgrade => ({ kind: "table", from, to });

const column = (of: string, from: string, to: string, values: readonly string[] = []): Upgrade => ({
  kind: "column",
  of,
  from,
  to,
  values,
});

// Up to 0.1.0 a killed run, a retry of invalid items and a value that its column cannot hold were known by the
// words of a text alone. They are read here for the last time, from rows that a release wrote which is frozen.
/* eslint-disable no-restricted-syntax */
const killedUpTo010 = "outcome = 'failed' and reason = 'the process ended without closing the run'";
const columnReasonsUpTo010 =
  ": (no [a-z[\\]]+ that PostgreSQL can hold|the key is missing|too long for its index|missing)$";

/** In their order: a column is renamed once its table has its name of today. */
export const upgrades: readonly Upgrade[] = [
  table("due", "owners_to_reread"),
  table("absent", "parents_not_found"),
  table("left_out", "out_of_scope"),
  column("parents_not_found", "tries", "attempts"),
  column("quarantine", "tries", "attempts", [
    `update sync42.quarantine set reason = case when reason = 'missing parent' then 'missing_parent' ` +
      `when detail ~ '${columnReasonsUpTo010}' then 'invalid_value' else 'invalid_item' end`,
  ]),
  column("passes", "left_out", "skipped"),
  column("passes", "links_left_out", "links_skipped"),
  column("passes", "healed", "released", [
    "update sync42.passes set kind = case plan_reason when 'kept items that did not fit do now' then 'retry' " +
      "else 'parents' end where kind = 'heal'",
    `update sync42.passes set outcome = 'killed' where ${killedUpTo010}`,
    `update sync42.runs set outcome = 'killed' where ${killedUpTo010}`,
  ]),
  column("freshness", "left_out", "skipped"),
  column("freshness", "links_left_out", "links_skipped"),
  column("freshness", "healed", "released"),
  {
    kind: "new column",
    of: "verified",
    name: "failed",
    type: "boolean",
    // What had failed was under the complements of the ids: -1 for 0.
    statements: [
      'alter table "sync42"."verified" add column "failed" boolean default false not null',
      'alter table "sync42"."verified" drop constraint "verified_pkey"',
      "update sync42.verified set from_id = -1 - to_id, to_id = -1 - from_id, failed = true where to_id < 0",
      'alter table "sync42"."verified" add primary key ("data_schema", "table_name", "scope", "failed", "from_id")',
    ],
  },
];
/* eslint-enable no-restricted-syntax */
