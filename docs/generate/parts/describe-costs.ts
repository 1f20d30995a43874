import { createClient, type AnyEndpoint, type Clock } from "@42sync/core";
import { estimatePlan, type Estimate } from "@42sync/core/internal";
import { createMemoryStore, type EngineQuery, type RunReport } from "@42sync/core/sync";
import { defineMirror } from "@42sync/core/tables";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { incremental, nightly, nightlyPolicy, planPipeline } from "42sync";
import { forecastRun } from "../../../packages/cli/src/commands/plan/forecast-run.js";
import { showCount, showSeconds } from "../../../packages/cli/src/terminal/text.js";
import { markdownTable } from "../markdown.js";

/**
 * Lengths of the lists that every copy has, from public recordings of December 2025
 * (541l0r/42_Network on GitHub). Of 1,702 projects, 538 are in cursus 21.
 */
const referenceRows: Readonly<Record<string, number>> = {
  cursus: 76,
  campus: 54,
  coalitions: 346,
  achievements: 1152,
  projects: 538,
};

/** Sessions per project: 7,256 for 1,702 projects. */
const sessionsPerProject = 7256 / 1702;

/** Rows of a list of the whole network; it only matters that reading by people is cheaper. */
const longList = 1_000_000;

const scopes: readonly (readonly [what: string, students: number, campusIds: readonly number[]])[] = [
  ["a campus of 100 students", 100, [1]],
  ["a campus of 575 (Warsaw in 2026)", 575, [1]],
  ["a campus of 2,000", 2_000, [1]],
  ["a campus of 10,000", 10_000, [1]],
  ["all of cursus 21 (40,335 in 2025)", 40_335, []],
];

const now = Date.parse("2026-11-23T08:00:00Z");

/**
 * What a first night costs, from the estimator, and what later nights and incremental runs cost, from
 * running them.
 */
export async function describeCosts(): Promise<string> {
  const school = await liveInSandbox();
  const nights = await Promise.all(
    scopes.map(async ([what, students, campusIds]) => {
      const { hits, rows } = await estimateFirstNight(students, campusIds, school.rowsPerStudent);
      const { seconds } = forecastRun(
        hits,
        { perSecond: 2, perHour: 1200, remainingThisHour: 1200, hourResetsAt: new Date(now + 3_600_000) },
        now,
      );
      return [what, showCount(hits), showCount(rows), showSeconds(seconds)];
    }),
  );
  return [
    markdownTable(
      ["the first night of", "requests", "rows", "time at 2 requests a second and 1,200 an hour"],
      nights,
    ),
    `Rows per student: ${Object.entries(school.rowsPerStudent)
      .map(([table, rows]) => `${table} ${rows.toFixed(1)}`)
      .join(", ")}.`,
    markdownTable(
      ["then", "requests"],
      school.runs.map(([what, hits]) => [what, showCount(hits)]),
    ),
  ].join("\n\n");
}

async function estimateFirstNight(
  students: number,
  campusIds: readonly number[],
  rowsPerStudent: Readonly<Record<string, number>>,
): Promise<Estimate> {
  const store = createMemoryStore();
  const plan = await planPipeline(nightlyPolicy, {
    store,
    mirror: defineMirror({ scope: { cursusId: 21, campusIds } }),
    now: new Date(now),
  });
  const perOwner: Readonly<Record<string, number>> = {
    ...rowsPerStudent,
    project_sessions: sessionsPerProject,
  };
  const count = ({ name }: AnyEndpoint, { filter = {} }: EngineQuery): Promise<number> => {
    const owners = Object.entries(filter).find(
      ([key, value]) => ["user_id", "project_id"].includes(key) && Array.isArray(value),
    )?.[1] as readonly number[] | undefined; // an array by the find
    const rows =
      owners === undefined
        ? (referenceRows[name] ?? (name === "users" ? students : longList))
        : owners.length * (perOwner[name] ?? 1);
    return Promise.resolve(Math.round(rows));
  };
  return estimatePlan({
    plan,
    store,
    now: new Date(now),
    count,
    sample: () => Promise.resolve(Array.from({ length: 100 }, (_, at) => at + 1)),
  });
}

interface School {
  readonly rowsPerStudent: Readonly<Record<string, number>>;
  readonly runs: readonly (readonly [what: string, hits: number])[];
}

/**
 * A made-up school: its biggest campus is mirrored, then a day passes, and the runs follow it. The numbers are
 * the same every time.
 */
async function liveInSandbox(): Promise<School> {
  let passed = 0;
  const clock: Clock = { now: () => now + passed, sleep: (ms) => Promise.resolve(void (passed += ms)) };
  const application = { ...DEMO_APPLICATION, clientId: "docs", perSecond: 1000, perHour: 1_000_000 };
  const sandbox = createSandbox({
    size: 3000,
    applications: [application],
    now: new Date(now),
    clock: () => passed,
  });
  const client = createClient({
    clientId: application.clientId,
    clientSecret: application.clientSecret,
    fetch: sandbox.fetch,
    clock,
  });
  const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [1] } });
  const context = { client, store: createMemoryStore({ mirror }), mirror, clock };
  const first = await nightly(context);
  const students = first.passes.find(({ table }) => table === "users")?.rows.inserted ?? 0;
  const quarters: number[] = [];
  for (let quarter = 0; quarter < 4; quarter += 1) {
    sandbox.advance("15m");
    quarters.push((await incremental(context)).hits);
  }
  sandbox.advance("17h");
  const { hits } = await nightly(context);
  return {
    rowsPerStudent: perStudent(first, students),
    runs: [
      [
        `each of four \`incremental\` runs, 15 minutes apart, on a Monday morning, for ` +
          `${showCount(students)} students`,
        Math.round(quarters.reduce((sum, one) => sum + one, 0) / quarters.length),
      ],
      ["the next `nightly`, 17 hours later", hits],
    ],
  };
}

/** Rows of people that were read, in and out of scope. */
function perStudent({ passes }: RunReport, students: number): Readonly<Record<string, number>> {
  const ofPeople = passes.filter(({ table }) => table.endsWith("_users"));
  return Object.fromEntries(
    ofPeople.map(({ table, rows }) => [
      table,
      (rows.inserted + rows.updated + rows.unchanged + rows.stale + rows.quarantined + rows.skipped) /
        students,
    ]),
  );
}
