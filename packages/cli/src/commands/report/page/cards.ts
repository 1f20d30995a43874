import { html, legendOf, type Content, type Markup } from "./html.js";

interface TableColumn {
  readonly name: string;
  /** Words rather than figures. */
  readonly left?: boolean;
  /** Words that may go over several lines. */
  readonly long?: boolean;
  /** Hidden where the page is narrow. */
  readonly spare?: boolean;
}

export interface TableCardInput {
  readonly title: string;
  readonly label: string;
  /** Over the whole width. @default false */
  readonly whole?: boolean;
  /** The first column names the row. */
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Content[])[];
  /** Instead of the table when it has no rows. */
  readonly none: string;
}

/** A table in a card. */
export function tableCard({ title, label, whole = false, columns, rows, none }: TableCardInput): Markup {
  const classes = ({ left = false, long = false, spare = false }: TableColumn): Content => {
    const names = [left && "left", long && "long", spare && "spare"].filter((one) => one !== false).join(" ");
    return names !== "" && html` class="${names}"`;
  };
  const cell = (content: Content, column: TableColumn, index: number): Markup =>
    index === 0
      ? html`<th scope="row"${classes(column)}>${content}</th>`
      : html`<td${classes(column)}>${content}</td>`;
  const head = columns.map((column) => html`<th scope="col"${classes(column)}>${column.name}</th>`);
  const lines = rows.map(
    (row) => html`<tr>${columns.map((column, index) => cell(row[index], column, index))}</tr>`,
  );
  const body = html`<div class="wide"><table><thead><tr>${head}</tr></thead>
<tbody>${lines}</tbody></table></div>`;
  const content = rows.length === 0 ? html`<p class="none">${none}</p>` : body;
  return html`<section class="card ${whole && "whole"}"><h2>${title}</h2><p class="about">${label}</p>
${content}</section>`;
}

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

/** Horizontal bars, in the order of the items. */
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
  const lines = items.map(
    (item) =>
      html`<li><span class="name">${item.name}</span><span class="value">${item.label}</span>${bar(item)}</li>`,
  );
  return html`<section class="card list"><h2>${title}</h2><p class="about">${label}</p>
${legend.length > 1 && items.length > 0 && legendOf(legend)}
${items.length === 0 ? html`<p class="none">${none}</p>` : html`<ul>${lines}</ul>`}
</section>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
