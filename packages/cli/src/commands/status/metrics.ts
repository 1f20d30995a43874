import type { RunSummary } from "@42sync/pg-store";
import type { Stale } from "./find-stale.js";
import type { Status } from "./read-status.js";

export interface MetricsView {
  /** The data schema, a label of every sample. */
  readonly schema: string;
  readonly status: Status;
  /** Undefined without --max-lag. */
  readonly stale: readonly Stale[] | undefined;
}

type Labels = Readonly<Record<string, string>>;

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly (readonly [labels: Labels, value: number])[];
}

/**
 * The status in Prometheus's text format, for the textfile collector of node-exporter; the names are stable.
 * Times are seconds since 1970, so that an alarm is `time() - sync42_table_watermark_timestamp_seconds >
 * 93600`. https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function renderMetrics(view: MetricsView): string {
  return metricsOf(view)
    .map((metric) => renderMetric(metric, view.schema))
    .join("");
}

function metricsOf({ status, stale }: MetricsView): readonly Metric[] {
  const { freshness, quarantine, silent, verified, usage } = status;
  return [
    {
      name: "table_watermark_timestamp_seconds",
      help: "Up to when the table is complete.",
      samples: freshness.flatMap(({ table, scope, watermark }) => timeOf({ table, scope }, watermark)),
    },
    {
      name: "table_ever_complete",
      help: "1 when the table was ever complete.",
      samples: freshness.map(({ table, scope, watermark }) => [{ table, scope }, watermark === null ? 0 : 1]),
    },
    ...(stale === undefined
      ? []
      : [
          {
            name: "stale_tables",
            help: "Tables that are older than --max-lag, or were never complete.",
            samples: [[{}, stale.length] as const],
          },
        ]),
    ...runMetrics(lastOfEach(status.runs)),
    {
      name: "quarantine_rows",
      help: "Rows in quarantine.",
      samples: quarantine.map(({ table, reason, missingTable, rows }) => [
        { table, reason, missing_table: missingTable ?? "" },
        rows,
      ]),
    },
    {
      name: "quarantine_oldest_timestamp_seconds",
      help: "When the longest-waiting row was first seen.",
      samples: quarantine.flatMap(({ table, reason, missingTable, oldest }) =>
        timeOf({ table, reason, missing_table: missingTable ?? "" }, oldest),
      ),
    },
    {
      name: "silent_oldest_read_timestamp_seconds",
      help: "When the row read longest ago was read, of a table that changes without notice.",
      samples: silent.flatMap(({ table, scope, oldestReadAt }) => timeOf({ table, scope }, oldestReadAt)),
    },
    {
      name: "verified_oldest_timestamp_seconds",
      help: "When the part of the table compared longest ago was compared with 42.",
      samples: verified.flatMap(({ table, scope, oldestAt }) => timeOf({ table, scope }, oldestAt)),
    },
    {
      name: "verified_owners_never",
      help: "People whose rows of the table were never compared with 42.",
      samples: verified.flatMap(({ table, scope, owners, never }) =>
        owners === null ? [] : [[{ table, scope }, never] as const],
      ),
    },
    {
      name: "hits_remaining",
      help: "Requests that remain this hour.",
      samples: usage.flatMap(({ application, remainingThisHour }) =>
        remainingThisHour === null ? [] : [[{ application }, remainingThisHour] as const],
      ),
    },
    {
      name: "hits_per_hour",
      help: "Requests that the application has each hour.",
      samples: usage.map(({ application, perHour }) => [{ application }, perHour]),
    },
  ];
}

function runMetrics(runs: readonly RunSummary[]): readonly Metric[] {
  const of = (help: string, name: string, value: (run: RunSummary) => number | null): Metric => ({
    name: `last_run_${name}`,
    help,
    samples: runs.flatMap((run) => {
      const found = value(run);
      return found === null ? [] : [[{ name: run.name, scope: run.scope }, found] as const];
    }),
  });
  const seconds = (time: string): number => Date.parse(time) / 1000;
  return [
    of("When the last run of this name began.", "start_timestamp_seconds", ({ startedAt }) =>
      seconds(startedAt),
    ),
    of("1 if it ended complete, 0 if not; absent while it runs.", "complete", ({ outcome, running }) =>
      running ? null : outcome === "complete" ? 1 : 0,
    ),
    of("How long it took.", "duration_seconds", ({ startedAt, endedAt }) =>
      endedAt === null ? null : seconds(endedAt) - seconds(startedAt),
    ),
    of("Requests that it took.", "hits", ({ hits }) => hits),
    of("Bytes that it fetched.", "bytes", ({ bytes }) => bytes),
    of("Rows that were new.", "rows_inserted", ({ rows }) => rows.inserted),
    of("Rows that had changed.", "rows_updated", ({ rows }) => rows.updated),
    of("Rows that were marked as gone.", "rows_deleted", ({ rows }) => rows.deleted),
  ];
}

/** The newest of each name and scope; they come newest first. */
function lastOfEach(runs: readonly RunSummary[]): readonly RunSummary[] {
  const key = ({ name, scope }: RunSummary): string => JSON.stringify([name, scope]);
  return runs.filter((run, index) => runs.findIndex((other) => key(other) === key(run)) === index);
}

function timeOf(labels: Labels, time: string | null): readonly (readonly [Labels, number])[] {
  return time === null ? [] : [[labels, Date.parse(time) / 1000]];
}

function renderMetric({ name, help, samples }: Metric, schema: string): string {
  const lines = samples.map(
    ([labels, value]) =>
      `sync42_${name}{${Object.entries({ schema, ...labels })
        .map(([label, text]) => `${label}="${escape(text)}"`)
        .join(",")}} ${String(value)}\n`,
  );
  return `# HELP sync42_${name} ${help}\n# TYPE sync42_${name} gauge\n${lines.join("")}`;
}

function escape(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
