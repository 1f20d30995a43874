import type { ProbedFact, ProbePlan, ProbeReport } from "@42sync/core/probe";
import type { CommandContext } from "../../command-context.js";
import type { ExitCode } from "../../errors/exit-code.js";
import { drawTable } from "../../terminal/draw-table.js";
import { printJson } from "../../terminal/io.js";
import { showCount, showMany } from "../../terminal/text.js";

export interface PrintProbe {
  readonly report: ProbeReport;
  readonly price: ProbePlan;
  readonly flags: { readonly json?: true | undefined; readonly report?: string | undefined };
  readonly label: string;
  readonly exitCode: ExitCode;
}

/** What a probe found, for people or as JSON. */
export function printProbe(
  { io }: CommandContext,
  { report, price, flags, label, exitCode }: PrintProbe,
): void {
  const { facts, hits, different, finished, error } = report;
  if (flags.json === true) {
    printJson(io, {
      facts,
      differing: countOf(facts, false),
      notSeen: countOf(facts, null),
      hits,
      price,
      different,
      finished,
      error: error === null ? null : { code: error.code, message: error.message },
      database: label,
      exitCode,
    });
    return;
  }
  const table = drawTable({
    head: ["fact", "expected", "seen", "result"],
    rows: facts.map((one) => [one.fact, one.expected, one.seen, showResult(one)]),
    yields: [1],
    cuts: [1, 2],
    ...(io.outTerminal ? { width: io.columns } : {}),
  });
  const file = flags.report === undefined ? "" : `report: ${flags.report}\n`;
  io.out(`\n${table}\n${summaryLines(report).join("\n")}\n${file}`);
}

/** How a fact ended. */
export function showResult({ holds }: ProbedFact): string {
  return holds === null ? "not seen" : holds ? "as expected" : "differs";
}

/** How many facts ended so. */
export function countOf(facts: readonly ProbedFact[], wanted: boolean | null): number {
  return facts.filter(({ holds }) => holds === wanted).length;
}

function summaryLines({ facts, hits, different, finished }: ProbeReport): readonly string[] {
  const notSeen = countOf(facts, null);
  const counts = different
    ? `${showCount(countOf(facts, false))} of ${showMany(facts.length, "fact")} differ`
    : `no fact of ${showCount(facts.length)} differs`;
  return [
    `${counts}${notSeen === 0 ? "" : `, ${showCount(notSeen)} could not be seen`}: ${showMany(hits, "hit")}`,
    ...(finished ? [] : ["  the probe ended early: some requests were not sent"]),
    ...(different
      ? ["  hint: 42sync plan shows how lists are read now; please attach --report <file> to an issue"]
      : []),
  ];
}
