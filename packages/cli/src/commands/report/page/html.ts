/** Text that is markup already. */
export interface Markup {
  readonly markup: string;
}

export type Content = string | number | Markup | readonly Content[] | null | undefined | false;

/** Markup from a template; what is put in is escaped unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return {
    markup: parts.map((part, index) => part + (index < values.length ? show(values[index]) : "")).join(""),
  };
}

function show(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (typeof content === "string") return escape(content);
  if (typeof content === "number") return String(content);
  return "markup" in content ? content.markup : content.map(show).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2026-11-24` → `24 Nov`. */
export function showDay(day: string): string {
  return `${String(Number(day.slice(8, 10)))} ${months[Number(day.slice(5, 7)) - 1] ?? ""}`;
}

/** `24 Nov 02:00`, UTC. */
export function showMoment(time: string): string {
  const iso = new Date(time).toISOString();
  return `${showDay(iso)} ${iso.slice(11, 16)}`;
}

/** The names of a chart's colours. */
export function legendOf(names: readonly string[]): Markup {
  const entries = names.map((name, index) => html`<span><i class="s${index + 1}"></i>${name}</span>`);
  return html`<p class="legend">${entries}</p>`;
}
