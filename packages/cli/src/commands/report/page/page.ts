import { version } from "@42sync/core/internal";
import { showTime } from "../../../terminal/text.js";
import { changes, charts, longest } from "./charts.js";
import { html } from "./html.js";
import type { ReportData } from "./report-data.js";
import { styles } from "./styles.js";
import { toTiles, toVerdict } from "./summary.js";
import { freshness, quarantine, runs } from "./tables.js";

/** The report as one page that needs nothing else: no script, no file from elsewhere. */
export function reportPage(data: ReportData): string {
  const verdict = toVerdict(data);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>42sync report, ${data.madeAt.slice(0, 10)}</title>
<style>${{ markup: styles }}</style>
</head>
<body>
<main>
<header>
<h1>State of the copy of 42</h1>
<p class="verdict ${verdict.tone}">${verdict.label}</p>
<p class="quiet">${data.label}; ${showTime(data.madeAt)}</p>
</header>
<ul class="tiles">${toTiles(data).map(({ value, label }) => html`<li><b>${value}</b><span>${label}</span></li>`)}</ul>
<div class="cards">
${charts(data)}
${changes(data)}
${longest(data)}
${quarantine(data)}
${freshness(data)}
${runs(data)}
</div>
<footer>Made by 42sync ${version}. Times are UTC; a run counts for the day on which it began.</footer>
</main>
</body>
</html>
`;
  return page.markup;
}
