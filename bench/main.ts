import type { Bench } from "./measurement.js";
import { page } from "./page.js";
import { rate } from "./rate.js";
import { toLine, updateReport } from "./report.js";
import { unchanged } from "./unchanged.js";
import { upsert } from "./upsert.js";

const benches: readonly Bench[] = [rate, upsert, unchanged, page];

const names = benches.map((bench) => bench.name);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(", ")}; there are ${names.join(", ")}.`);
  process.exitCode = 2;
} else {
  const report = new URL("../../docs/benchmarks.md", import.meta.url);
  for (const bench of benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const measurement = await bench.run();
    console.log(toLine(measurement));
    updateReport(report, [measurement], names);
  }
}
