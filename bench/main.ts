import { client } from "./cases/client.js";
import { help } from "./cases/help.js";
import type { Bench } from "./measurement.js";
import { memory } from "./cases/memory.js";
import { page } from "./cases/page.js";
import { rate } from "./cases/rate.js";
import { fullReport, shortReport, toText, updateReport } from "./report.js";
import { unchanged } from "./cases/unchanged.js";
import { upsert } from "./cases/upsert.js";

const benches: readonly Bench[] = [rate, upsert, unchanged, page, memory, client, help];

const names = benches.map((bench) => bench.name);
const args = process.argv.slice(2);
const wanted = args.filter((arg) => arg !== "--write");
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(
    `There is no row ${unknown.join(", ")}; there are ${names.join(", ")}. With --write they go ` +
      "into docs/benchmarks.md and README.md.",
  );
  process.exitCode = 2;
} else {
  for (const bench of benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const measurement = await bench.run();
    console.log(toText(measurement));
    if (!args.includes("--write")) continue;
    for (const report of [fullReport, shortReport]) updateReport(report, measurement, names);
  }
}
