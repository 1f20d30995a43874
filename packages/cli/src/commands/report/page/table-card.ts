import { html, type Content, type Markup } from "./html.js";

interface TableColumn {
  readonly name: string;
  /** Words rather than figures. */
  readonly left?: boolean;
  /** Words that may go over several lines. */
  readonly long?: boolean;
  /** Left out where the page is narrow. */
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
  const body = html`<div class="wide"><table><thead><tr>${columns.map((column) => html`<th scope="col"${classes(column)}>${column.name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column, index) => cell(row[index], column, index))}</tr>`)}</tbody></table></div>`;
  return html`<section class="card ${whole && "whole"}"><h2>${title}</h2><p class="says">${label}</p>${rows.length === 0 ? html`<p class="none">${none}</p>` : body}</section>`;
}
