import { defineTable } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { z } from "zod";
import { upsertSql } from "../../src/sql/upsert-sql.js";

const endpoint = { name: "things", item: z.object({ id: z.number() }) };

test("the UPSERT of a table with updated_at and JSON", () => {
  const table = defineTable(endpoint, {
    name: "things",
    comment: "Things.",
    incremental: "full",
    columns: {
      id: { kind: "bigint", comment: "Id." },
      image: { kind: "json", nullable: true, comment: "Image." },
      updated_at: { kind: "timestamp", comment: "When." },
    },
  });
  expect(upsertSql("public", table)).toMatchInlineSnapshot(`
    "with given as (
      select g."id", g."image"::jsonb as "image", g."updated_at"
      from unnest($1::bigint[], $2::text[], $3::timestamp with time zone[]) as g("id", "image", "updated_at")
    ), classified as (
      select g.*, case
        when t."id" is null then 'new'
        when g."updated_at" < t."updated_at" then 'stale'
        when t."deleted_at" is null and not (row(t."image", t."updated_at")
          is distinct from row(g."image", g."updated_at")) then 'same'
        else 'changed'
      end as "42sync"
      from given g
      left join lateral (
        select * from "public"."things" t where t."id" = g."id" limit 1
      ) t on true
    ), written as (
      insert into "public"."things" as t ("id", "image", "updated_at")
      select "id", "image", "updated_at" from classified where "42sync" in ('new', 'changed') order by "id"
      on conflict ("id") do update set
        "image" = excluded."image",
        "updated_at" = excluded."updated_at",
        "ingested_at" = now(),
        "deleted_at" = null
      where (excluded."updated_at" < t."updated_at") is not true
        and (t."deleted_at" is not null or row(t."image", t."updated_at")
          is distinct from row(excluded."image", excluded."updated_at"))
      returning (xmax = 0) as inserted
    )
    select w.inserted, w.updated, s.stale, s.stale_keys
    from (
      select count(*) filter (where inserted)::text as inserted,
        count(*) filter (where not inserted)::text as updated
      from written
    ) w, (
      select count(*)::text as stale, json_agg("id"::text)::text as stale_keys
      from classified where "42sync" = 'stale'
    ) s"
  `);
});

test("the UPSERT of a table with nothing but its key", () => {
  const table = defineTable(endpoint, {
    name: "things",
    comment: "Things.",
    incremental: "full",
    columns: { id: { kind: "bigint", comment: "Id." } },
  });
  expect(upsertSql("public", table)).toMatchInlineSnapshot(`
    "with given as (
      select g."id"
      from unnest($1::bigint[]) as g("id")
    ), classified as (
      select g.*, case
        when t."id" is null then 'new'
        when t."deleted_at" is null and not (false) then 'same'
        else 'changed'
      end as "42sync"
      from given g
      left join lateral (
        select * from "public"."things" t where t."id" = g."id" limit 1
      ) t on true
    ), written as (
      insert into "public"."things" as t ("id")
      select "id" from classified where "42sync" in ('new', 'changed') order by "id"
      on conflict ("id") do update set
        "ingested_at" = now(),
        "deleted_at" = null
      where (false) is not true
        and (t."deleted_at" is not null or false)
      returning (xmax = 0) as inserted
    )
    select w.inserted, w.updated, s.stale, s.stale_keys
    from (
      select count(*) filter (where inserted)::text as inserted,
        count(*) filter (where not inserted)::text as updated
      from written
    ) w, (
      select count(*)::text as stale, json_agg("id"::text)::text as stale_keys
      from classified where "42sync" = 'stale'
    ) s"
  `);
});
