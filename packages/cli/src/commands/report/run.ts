import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ConfigError, systemClock } from "@42sync/core";
import type { AnyTable } from "@42sync/core/tables";
import type { PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { knownTables } from "../../config/choose-tables.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { useDatabase } from "../../connect/use-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { fullDiskCode, notWritten } from "../../files/full-disk.js";
import { showBytes } from "../../terminal/text.js";
import { reportPage } from "./page/page.js";
import { toNights, type ReportData, type TableChange } from "./page/report-data.js";

export interface ReportFlags extends SettingFlags {
  readonly out: string;
  readonly nights: number;
}

/** `42sync report`. */
export async function runReportPage(context: CommandContext, flags: ReportFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const now = new Date((context.clock ?? systemClock).now());
  const tables = knownTables(settings.mirror);
  const data = await useDatabase(context, { settings, command: "report", create: false }, ({ store }) =>
    readReport(store, { tables, now, nights: flags.nights, label: settings.label }),
  );
  const page = reportPage(data);
  await writeFile(resolve(context.cwd, flags.out), page).catch((cause: unknown) => {
    throw fullDiskCode(cause) === undefined
      ? new ConfigError(`can't write --out ${flags.out}`, {
          cause,
          hint: "name a file in an existing folder that this user can write to",
        })
      : notWritten(`--out ${flags.out}`, cause);
  });
  context.io.out(`${flags.out}: ${showBytes(Buffer.byteLength(page))}, open it in a browser\n`);
  return exitCodes.done;
}

interface ReadReportInput {
  readonly tables: readonly AnyTable[];
  readonly now: Date;
  /** Most days that are shown. */
  readonly nights: number;
  readonly label: string;
}

/** As many runs as one every 15 minutes makes in a month. */
const mostRuns = 3_000;

/** Changes by table, without the passes that filled it: they would hide everything else. */
const changesSql = `select p.table_name as "table", sum(p.inserted)::float8 as inserted,
  sum(p.updated)::float8 as updated, sum(p.deleted)::float8 as deleted
from sync42.passes p join sync42.runs r on r.id = p.run_id
where r.data_schema = $1 and r.started_at >= $2::timestamptz and p.watermark_before is not null group by 1 order by 1`;

/** Everything that the page shows. Spends no request. */
async function readReport(
  store: PgStore,
  { tables, now, nights: most, label }: ReadReportInput,
): Promise<ReportData> {
  const runs = await store.reports.runs(mostRuns);
  const nights = toNights(runs, now, most);
  const freshness = await store.reports.freshness();
  const rows: Record<string, number> = {};
  for (const table of tables)
    if (freshness.some((one) => one.table === table.name)) rows[table.name] = await store.counts.count(table);
  const allowed = new Set((await store.reports.sharedUsage()).map(({ perHour }) => perHour));
  const last = runs.find(({ outcome, hits }) => outcome !== null && hits > 0);
  return {
    label,
    madeAt: now.toISOString(),
    nights,
    freshness,
    rows,
    changes: (await store.query<TableChange>(changesSql, [store.schema, nights[0]?.day ?? now.toISOString()]))
      .rows,
    quarantine: await store.reports.quarantineCounts(),
    perHour: allowed.size === 1 ? ([...allowed][0] ?? null) : null,
    runs,
    lastRun: last === undefined ? undefined : await store.reports.run(last.id),
  };
}
