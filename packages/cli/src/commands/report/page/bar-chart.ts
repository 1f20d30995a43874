import { isLabelled, isSpareLabel, reachOf, roundMax, type Steps } from "./axis.js";
import { html, type Markup, showDay } from "./html.js";

/** One colour of a chart. */
interface Series {
  readonly name: string;
  /** One value a column. */
  readonly values: readonly number[];
}

export interface BarChartInput {
  readonly title: string;
  /** What the chart shows, in one sentence. */
  readonly label: string;
  /** `2026-11-24`. */
  readonly days: readonly string[];
  readonly series: readonly Series[];
  /** A value as text. */
  readonly show: (value: number) => string;
  /** @default "counts" */
  readonly steps?: Steps;
}

const height = 100;
/** Of 10 units for each column. */
const barWidth = 7;

/**
 * Stacked bars, a column a day. The drawing is stretched to its place and holds no text, so that letters keep
 * their size on a phone; the figures stand below, for whoever cannot see it or wants them exactly.
 */
export function barChart(input: BarChartInput): Markup {
  const { title, label, days, series, show } = input;
  const totals = days.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const top = roundMax([reachOf(totals)], input.steps);
  const cut = days.flatMap((day, index) =>
    (totals[index] ?? 0) > top ? [`${showDay(day)} goes up to ${show(totals[index] ?? 0)}`] : [],
  );
  return html`<section class="card chart">
<h2>${title}</h2><p class="says">${label}${cut.length > 0 && ` ${cut.join(", ")}.`}</p>
${series.length > 1 && html`<p class="legend">${series.map(({ name }, index) => html`<span><i class="s${index + 1}"></i>${name}</span>`)}</p>`}
<div class="plot"><div class="scale" aria-hidden="true"><span>${show(top)}</span><span>${show(top / 2)}</span><span>${show(0)}</span></div>
<svg viewBox="0 0 ${days.length * 10} ${height}" preserveAspectRatio="none" role="img" aria-label="${title}: ${label}">
<path class="grid" d="M0 0H${days.length * 10}M0 ${height / 2}H${days.length * 10}M0 ${height}H${days.length * 10}"/>
${days.map((day, index) => column(input, { day, index, top }))}
</svg></div>
<div class="days" aria-hidden="true">${days.map((day, index) => html`<span>${isLabelled(index, days.length) && html`<b${isSpareLabel(index, days.length) && html` class="spare"`}>${showDay(day)}</b>`}</span>`)}</div>
${figures(input, totals)}
</section>`;
}

function column(
  { series, show }: BarChartInput,
  { day, index, top }: { readonly day: string; readonly index: number; readonly top: number },
): Markup {
  const left = index * 10 + (10 - barWidth) / 2;
  let below = 0;
  const bars = series.map(({ values }, at) => {
    const size = Math.min(height - below, ((values[index] ?? 0) / top) * height);
    below += size;
    return (
      size > 0 &&
      html`<rect class="s${at + 1}" x="${left}" y="${rounded(height - below)}" width="${barWidth}" height="${rounded(size)}"/>`
    );
  });
  const isCut = series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0) > top;
  const said = series.map(({ name, values }) => `${name} ${show(values[index] ?? 0)}`).join(", ");
  return html`<g><title>${`${showDay(day)}: ${said}`}</title><rect class="hit" x="${index * 10}" y="0" width="10" height="${height}"/>${bars}${isCut && html`<path class="cut" d="M${left - 1} 12L${left + barWidth + 1} 6"/>`}</g>`;
}

function figures({ days, series, show }: BarChartInput, totals: readonly number[]): Markup {
  const several = series.length > 1;
  const rows = days.map(
    (day, index) =>
      html`<tr><th scope="row">${showDay(day)}</th>${series.map(({ values }) => html`<td>${show(values[index] ?? 0)}</td>`)}${several && html`<td>${show(totals[index] ?? 0)}</td>`}</tr>`,
  );
  return html`<details><summary>figures</summary><div class="wide"><table><thead><tr><th scope="col">day</th>${series.map(({ name }) => html`<th scope="col">${name}</th>`)}${several && html`<th scope="col">all</th>`}</tr></thead><tbody>${[...rows].reverse()}</tbody></table></div></details>`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
