import { readFileSync, writeFileSync } from "node:fs";
import type { Measurement } from "./measurement.js";

const begin = "<!-- measured: written by npm run bench -->";
const end = "<!-- end of measured -->";

/** A measurement as a line of the table. */
export function toLine({ name, what, measured, target, met, beside }: Measurement): string {
  return `| \`${name}\` | ${what} | ${measured} | ${target} | ${met === null ? "not measured" : met ? "met" : "missed"} | ${beside} |`;
}

/** Puts measurements into the table of a document; lines of rows that were not measured this time stay. */
export function updateReport(file: URL, measurements: readonly Measurement[], order: readonly string[]): void {
  const text = readFileSync(file, "utf8");
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end);
  if (from < begin.length || to < from) throw new Error(`the marks of the table are missing in ${file.pathname}`);
  const old = text.slice(from, to).split("\n");
  const lines = order.flatMap((name) => {
    const measurement = measurements.find((one) => one.name === name);
    const line = measurement === undefined ? old.find((one) => one.startsWith(`| \`${name}\` |`)) : toLine(measurement);
    return line === undefined ? [] : [line];
  });
  const head = ["| row | what | measured | target | | beside it |", "|---|---|---|---|---|---|"];
  writeFileSync(file, `${text.slice(0, from)}\n${[...head, ...lines].join("\n")}\n${text.slice(to)}`);
}
