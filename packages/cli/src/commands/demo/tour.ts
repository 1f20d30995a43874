import { AbortedError, systemClock, type Client } from "@42sync/core";
import { incremental, nightly } from "@42sync/core/pipelines";
import type { RunReport } from "@42sync/core/sync";
import { defineMirror } from "@42sync/core/tables";
import type { LifeReport } from "@42sync/sandbox";
import type { CommandContext } from "../../command-context.js";
import type { OpenDatabase } from "../../connect/open-database.js";
import type { OpenSandbox } from "../../connect/open-sandbox.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import type { Paint } from "../../terminal/paint.js";
import { openProgress } from "../../terminal/progress/open-progress.js";
import { showCount, showMany, showSeconds, wrap } from "../../terminal/text.js";
import { reportToExitCode } from "../pipeline/report-exit-code.js";
import { drawAnswer } from "../query/run.js";
import { demoQueries } from "./demo-queries.js";

/** Students of the demo's 42. */
export const students = 600;
/** Hours that pass between the two runs. */
export const hours = 8;
/** Requests a second that the demo's 42 allows. */
export const perSecond = 1000;

/** What the tour works with. */
export interface Demo {
  readonly context: CommandContext;
  readonly paint: Paint;
  /** A client for each run, as each would be a process of its own: the local 42's clock jumps in between. */
  readonly connect: () => Client;
  readonly database: OpenDatabase;
  readonly served: OpenSandbox;
  /** As it is typed after `--database`. */
  readonly folder: string;
}

/** Fills the database, lets time pass, fetches the changes, and asks. */
export async function tour(demo: Demo): Promise<ExitCode> {
  const { context, paint, database, served, folder } = demo;
  const print = printer(context);
  const { store } = database;
  const step = (number: string, text: string): void => {
    print(
      wrap(text, Math.min(context.io.columns, 110) - 2)
        .map((line, index) => `${index === 0 ? paint.accent(number) : " "} ${line}`)
        .join("\n"),
    );
  };
  step(
    "1",
    `A 42 of ${showCount(students)} students listens on ${served.url}. Its application is ` +
      `allowed ${showCount(perSecond)} requests a second, as 42's big ones are; yours will have 2 ` +
      "a second and 1,200 an hour. A request that counts against them is a hit.",
  );
  print("");
  await store.migrate();
  step("2", `42sync nightly fills the database in ${folder}`);
  const first = await withProgress(demo, nightly);
  if (first.outcome !== "complete") return ended(demo, first);
  print(
    `  ${showMany(first.rows.inserted, "row")} with ${showMany(first.hits, "hit")} in ` +
      `${showSeconds(first.seconds)}; at 2 requests a second it takes ` +
      `${showSeconds(first.hits / 2)}\n`,
  );
  const since = new Date(served.sandbox.now);
  const life = served.sandbox.advance(`${String(hours)}h`);
  step("3", `${String(hours)} hours pass at 42: ${describeLife(life)}.`);
  print("");
  step("4", "42sync incremental fetches what changed");
  const second = await withProgress(demo, incremental);
  if (second.outcome !== "complete") return ended(demo, second);
  print(
    `  ${showCount(second.rows.inserted)} new and ${showCount(second.rows.updated)} changed rows ` +
      `with ${showMany(second.hits, "hit")}; everything else was left alone\n`,
  );
  for (const { title, sql } of await demoQueries(store, since)) {
    print(paint.bold(title));
    print(
      paint.dim(
        sql
          .split("\n")
          .map((line) => `  ${line}`)
          .join("\n"),
      ),
    );
    print(drawAnswer(context.io, await store.query(sql)));
  }
  print(`${showMany(first.hits + second.hits, "hit")} in all. Next:`);
  const next = [
    [
      `npx 42sync query --database ${folder} "select login, campus, grade from students limit 5"`,
      "ask it yourself",
    ],
    [`npx 42sync status --database ${folder}`, "how fresh it is, and the runs"],
    ["npx 42sync sandbox", "keep a local 42 running"],
    [
      "npx 42sync nightly --campus 12",
      "the real one, with your FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET",
    ],
  ] as const;
  const width = Math.max(...next.map(([line]) => line.length));
  for (const [line, what] of next) print(`  ${paint.accent(line.padEnd(width))}  ${what}`);
  return exitCodes.done;
}

async function withProgress(
  { context, connect, database }: Demo,
  pipeline: typeof nightly,
): Promise<RunReport> {
  if (context.finish.aborted)
    throw new AbortedError("the demo was stopped", { hint: "start it again: it begins anew" });
  const clock = context.clock ?? systemClock;
  const client = connect();
  const progress = context.io.errTerminal
    ? await openProgress(context.io, { usage: () => client.usage, wait: false, now: () => clock.now() })
    : undefined;
  try {
    return await pipeline({
      client,
      store: database.store,
      mirror: defineMirror({ scope: { cursusId: 21, campusIds: [] } }),
      ...(context.clock === undefined ? {} : { clock }),
      ...(progress === undefined ? {} : { onEvent: progress.onEvent }),
      signal: context.signal,
      finish: context.finish,
    });
  } finally {
    progress?.stop();
  }
}

function ended({ context }: Demo, report: RunReport): ExitCode {
  const message = report.interrupted
    ? "stopped as requested; start it again and it begins from scratch"
    : (report.error?.message ?? `${report.name} ended ${report.outcome}`);
  context.io.log({ level: report.interrupted ? "info" : "error", message });
  for (const { table, error } of report.passes)
    if (error !== null)
      context.io.log({ level: "error", message: `${table}: ${error.message}`, table, error });
  return reportToExitCode(report);
}

function printer(context: CommandContext): (line: string) => void {
  return (line) => {
    context.io.out(`${line}\n`);
  };
}

/** Kinds of what happens, one and many, in the order in which they are told. */
const kinds: readonly (readonly [kind: keyof LifeReport, one: string, many: string])[] = [
  ["logins", "login", "logins"],
  ["registrations", "project begun", "projects begun"],
  ["marks", "project marked", "projects marked"],
  ["achievements", "achievement", "achievements"],
  ["newcomers", "newcomer", "newcomers"],
  ["transfers", "moved campus", "moved campus"],
  ["blackholed", "fell into the black hole", "fell into the black hole"],
  ["alumni", "became alumni", "became alumni"],
  ["anonymised", "was anonymised", "were anonymised"],
  ["unregistrations", "registration vanished without a word", "registrations vanished without a word"],
];

/** `310 logins, 42 projects marked, 2 newcomers`. */
function describeLife(life: LifeReport): string {
  const told = kinds
    .filter(([kind]) => life[kind] > 0)
    .map(([kind, one, many]) => `${showCount(life[kind])} ${life[kind] === 1 ? one : many}`);
  return told.length === 0 ? "nothing at all" : told.join(", ");
}
