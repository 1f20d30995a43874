import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import type { Measurement } from "./measurement.js";

/** The table of all rows in docs/benchmarks.md, and the short one in the README. */
export interface Report {
  readonly file: URL;
  readonly head: readonly [string, string];
  line(measurement: Measurement): string;
}

const begin = "<!-- measured: written by npm run bench -- --write -->";
const end = "<!-- end of measured -->";

/** Every row with its floor and its peers. */
export const fullReport: Report = {
  file: new URL("../../docs/benchmarks.md", import.meta.url),
  head: ["| row | what | measured | target | | beside it |", "|---|---|---|---|---|---|"],
  line: ({ name, what, measured, target, met, beside }) =>
    `| \`${name}\` | ${what} | ${measured} | ${target} | ${verdict(met)} | ${beside}; ${conditions()} |`,
};

/** What was measured, and what it had to be. */
export const shortReport: Report = {
  file: new URL("../../README.md", import.meta.url),
  head: ["| | measured | target | |", "|---|---|---|---|"],
  line: ({ name, what, measured, target, met }) =>
    `| <!-- ${name} -->${what} | ${measured} | ${target} | ${verdict(met)} |`,
};

/** A measurement for the terminal. */
export function toText({ name, what, measured, target, met, beside }: Measurement): string {
  return `${name}: ${measured}\n  ${what}\n  target ${target}: ${verdict(met)}; ${beside}; ${conditions()}\n`;
}

/** Puts a measurement into the table of a report; lines of rows that were not measured this time stay. */
export function updateReport(
  { file, head, line }: Report,
  measurement: Measurement,
  order: readonly string[],
): void {
  const text = readFileSync(file, "utf8");
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end);
  if (from < begin.length || to < from)
    throw new Error(`the marks of the table are missing in ${file.pathname}`);
  const old = text.slice(from, to).split("\n");
  const lines = order.flatMap((name) => {
    const kept =
      name === measurement.name
        ? line(measurement)
        : old.find((one) => one.startsWith(`| \`${name}\` |`) || one.startsWith(`| <!-- ${name} -->`));
    return kept === undefined ? [] : [kept];
  });
  writeFileSync(file, `${text.slice(0, from)}\n${[...head, ...lines].join("\n")}\n${text.slice(to)}`);
}

function verdict(met: boolean | null): string {
  return met === null ? "not measured" : met ? "met" : "missed";
}

/** What else the machine was doing, as far as it tells. */
function conditions(): string {
  return `Node ${process.versions.node}, ${String(cpus().length)} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}
