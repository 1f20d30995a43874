import { isLabelled, isSpareLabel, reachOf, roundMax, type Steps } from "./axis.js";
import { html, legendOf, type Markup, showDay } from "./html.js";

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
 * their size on a phone; the exact figures are in a table below.
 */
export function barChart(input: BarChartInput): Markup {
  const { title, label, days, series, show } = input;
  const totals = days.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const top = roundMax([reachOf(totals)], input.steps);
  const cut = days.flatMap((day, index) =>
    (totals[index] ?? 0) > top ? [`${showDay(day)} goes up to ${show(totals[index] ?? 0)}`] : [],
  );
  const width = days.length * 10;
  const scale = [top, top / 2, 0].map((value) => html`<span>${show(value)}</span>`);
  return html`<section class="card chart">
<h2>${title}</h2><p class="about">${label}${cut.length > 0 && ` ${cut.join(", ")}.`}</p>
${series.length > 1 && legendOf(series.map(({ name }) => name))}
<div class="plot"><div class="scale" aria-hidden="true">${scale}</div>
<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${title}: ${label}">
<path class="grid" d="M0 0H${width}M0 ${height / 2}H${width}M0 ${height}H${width}"/>
${days.map((day, index) => column(input, { day, index, top }))}
</svg></div>
<div class="days" aria-hidden="true">${days.map((day, index) => dayLabel(day, index, days.length))}</div>
${figures(input, totals)}
</section>`;
}

function dayLabel(day: string, index: number, count: number): Markup {
  const spare = isSpareLabel(index, count) && html` class="spare"`;
  return html`<span>${isLabelled(index, count) && html`<b${spare}>${showDay(day)}</b>`}</span>`;
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
    const [y, tall] = [rounded(height - below), rounded(size)];
    return (
      size > 0 && html`<rect class="s${at + 1}" x="${left}" y="${y}" width="${barWidth}" height="${tall}"/>`
    );
  });
  const isCut = series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0) > top;
  const values = series.map((one) => `${one.name} ${show(one.values[index] ?? 0)}`).join(", ");
  const area = html`<rect class="hit" x="${index * 10}" y="0" width="10" height="${height}"/>`;
  const cut = isCut && html`<path class="cut" d="M${left - 1} 12L${left + barWidth + 1} 6"/>`;
  return html`<g><title>${`${showDay(day)}: ${values}`}</title>${area}${bars}${cut}</g>`;
}

function figures({ days, series, show }: BarChartInput, totals: readonly number[]): Markup {
  const several = series.length > 1;
  const rows = days.map((day, index) => {
    const cells = series.map(({ values }) => html`<td>${show(values[index] ?? 0)}</td>`);
    const total = several && html`<td>${show(totals[index] ?? 0)}</td>`;
    return html`<tr><th scope="row">${showDay(day)}</th>${cells}${total}</tr>`;
  });
  const names = series.map(({ name }) => html`<th scope="col">${name}</th>`);
  const head = html`<tr><th scope="col">day</th>${names}${several && html`<th scope="col">all</th>`}</tr>`;
  const table = html`<table><thead>${head}</thead><tbody>${[...rows].reverse()}</tbody></table>`;
  return html`<details><summary>figures</summary><div class="wide">${table}</div></details>`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
