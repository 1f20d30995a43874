import { html, type Content, type Markup } from "./html.js";

/** One line of a chart. */
interface ListItem {
  readonly name: string;
  /** A value a colour. */
  readonly values: readonly number[];
  readonly label: Content;
}

export interface ListChartInput {
  readonly title: string;
  readonly label: string;
  readonly legend: readonly string[];
  readonly items: readonly ListItem[];
  /** Instead of the lines when there are none. */
  readonly none: string;
}

/** Lying bars, the longest first as they come. */
export function listChart({ title, label, legend, items, none }: ListChartInput): Markup {
  const greatest = Math.max(
    1e-9,
    ...items.map(({ values }) => values.reduce((sum, value) => sum + value, 0)),
  );
  const bar = ({ values }: ListItem): Markup => {
    let left = 0;
    return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${values.map(
      (value, index) => {
        const size = (value / greatest) * 100;
        left += size;
        return (
          size > 0 &&
          html`<rect class="s${index + 1}" x="${round(left - size)}" y="0" width="${round(size)}" height="10"/>`
        );
      },
    )}</svg>`;
  };
  return html`<section class="card list"><h2>${title}</h2><p class="says">${label}</p>
${legend.length > 1 && items.length > 0 && html`<p class="legend">${legend.map((name, index) => html`<span><i class="s${index + 1}"></i>${name}</span>`)}</p>`}
${items.length === 0 ? html`<p class="none">${none}</p>` : html`<ul>${items.map((item) => html`<li><span class="name">${item.name}</span><span class="value">${item.label}</span>${bar(item)}</li>`)}</ul>`}
</section>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
