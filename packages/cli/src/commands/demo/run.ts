import { accessSync, constants, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AbortedError, systemClock, type Client } from "@42sync/core";
import { defineMirror } from "@42sync/core/tables";
import type { RunReport } from "@42sync/core/sync";
import type { CommandContext } from "../../command-context.js";
import { readDatabaseTarget } from "../../config/database-target.js";
import { openClient } from "../../connect/open-client.js";
import { openDatabase, type OpenDatabase } from "../../connect/open-database.js";
import { openSandbox, type OpenSandbox } from "../../connect/open-sandbox.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { incremental, nightly } from "@42sync/core/pipelines";
import { createPaint, type Paint } from "../../terminal/paint.js";
import { showCount, showMany, showSeconds, wrap } from "../../terminal/text.js";
import { demoQueries } from "./demo-queries.js";
import { describeLife } from "./describe-life.js";
import { openProgress } from "../../terminal/progress/open-progress.js";
import { reportToExitCode } from "../pipeline/report-exit-code.js";
import { drawAnswer } from "../query/run.js";

const students = 600;
const hours = 8;
const perSecond = 1000;

interface Demo {
  readonly context: CommandContext;
  readonly paint: Paint;
  /** A client for each run, as each would be a process of its own: the local 42's clock jumps in between. */
  readonly connect: () => Client;
  readonly database: OpenDatabase;
  readonly served: OpenSandbox;
  /** As it is typed after `--database`. */
  readonly folder: string;
}

/** `42sync demo`: the main job from nothing to answers, on a local 42. */
export async function runDemo(context: CommandContext): Promise<ExitCode> {
  const clock = context.clock ?? systemClock;
  const paint = createPaint(context.io.colours);
  const folder = demoFolder(context.cwd);
  const print = printer(context);
  print(`${paint.bold("42sync demo")}: a local 42, an embedded PostgreSQL, no key needed\n`);
  // The hours that pass end at the present, so that what the demo leaves behind is as fresh as it says.
  const now = new Date(clock.now() - hours * 3_600_000);
  const target = readDatabaseTarget({ flag: folder, env: {}, cwd: context.cwd });
  const database = await openDatabase({
    target,
    schema: "public",
    command: "demo",
    create: true,
    fresh: true,
    now: () => clock.now(),
  });
  try {
    const served = await openSandbox({
      options: { size: students, now },
      perSecond,
      perHour: 1_000_000,
      port: 0,
      cwd: context.cwd,
    });
    try {
      const { url, clientId, clientSecret } = served;
      const connect = (): Client =>
        openClient(
          { ...context, fetch: undefined },
          {
            api: { url, clientId, clientSecret, nextClientSecret: undefined },
            target: () => undefined,
            needsDatabase: false,
          },
        ).client;
      return await tour({ context, paint, connect, database, served, folder });
    } finally {
      await served.close();
    }
  } finally {
    await database.close();
  }
}

async function tour(demo: Demo): Promise<ExitCode> {
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

/** In the working folder, or where it may not be written, in a temporary one. */
function demoFolder(cwd: string): string {
  try {
    accessSync(cwd, constants.W_OK);
    return ".42sync/demo";
  } catch {
    return join(mkdtempSync(join(tmpdir(), "42sync-")), "demo"); // the demo needs no place of its own
  }
}
