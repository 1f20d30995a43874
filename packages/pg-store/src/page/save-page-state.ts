import type { PageCommit, RowCounts } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { toJson } from "../sql/clean-text.js";
import type { QuarantinePlace } from "./write-quarantine.js";

const countSql = `update sync42.passes set pages = pages + 1, inserted = inserted + $2::bigint,
  updated = updated + $3::bigint, unchanged = unchanged + $4::bigint, stale = stale + $5::bigint,
  quarantined = quarantined + $6::bigint, skipped = skipped + $7::bigint,
  links_skipped = links_skipped + $8::bigint, deleted = deleted + $9::bigint,
  released = released + $10::bigint, watermark_after = coalesce($11::timestamptz, watermark_after)
where id = $1::bigint`;

/** Adds a page's counts to its pass, in the page's transaction. */
export async function countPage(session: Session, page: PageCommit, counts: RowCounts): Promise<void> {
  if (page.passId === null) return;
  const { inserted, updated, unchanged, stale, quarantined, skipped, linksSkipped, deleted, released } =
    counts;
  const values = [
    page.passId,
    inserted,
    updated,
    unchanged,
    stale,
    quarantined,
    skipped,
    linksSkipped,
    deleted,
    released,
  ].map(String);
  await session.run({ text: countSql, values: [...values, page.completes?.watermark ?? null], kept: true });
}

const watermarkSql = `insert into sync42.watermarks as w
  (data_schema, table_name, scope, watermark, kind, completed_at)
values ($1, $2, $3, $4::timestamptz, $5, coalesce($6::timestamptz, now()))
on conflict (data_schema, table_name, scope) do update set
  watermark =
    case when excluded.kind = 'full' then excluded.watermark else greatest(w.watermark, excluded.watermark) end,
  kind = excluded.kind, completed_at = excluded.completed_at`;

const forgetSql =
  "delete from sync42.resume_points where data_schema = $1 and table_name = $2 and scope = $3";

const resumeSql = `insert into sync42.resume_points as r (data_schema, table_name, scope, point, saved_at)
values ($1, $2, $3, $4::jsonb, coalesce($5::timestamptz, now()))
on conflict (data_schema, table_name, scope) do update set point = excluded.point, saved_at = excluded.saved_at`;

/** Moves the watermark and saves or deletes the resume point, in the page's transaction. */
export async function savePlace(session: Session, at: QuarantinePlace, page: PageCommit): Promise<void> {
  const place = [at.schema, at.table, page.scope];
  if (page.completes !== undefined)
    await session.run({
      text: watermarkSql,
      values: [...place, page.completes.watermark, page.completes.kind, at.now],
    });
  if (page.resume !== undefined && page.resume !== null)
    await session.run({ text: resumeSql, values: [...place, toJson(page.resume), at.now], kept: true });
  else if (page.completes !== undefined || page.resume === null)
    await session.run({ text: forgetSql, values: place });
}
