import type { Params } from "../client/query/encode-query.js";
import type { SampledRow } from "./sample.js";

/** What a request asks for, as data: it is sent, and its answer is classified by it. */
export interface Asked {
  /** Rows a page. */
  readonly size: number;
  readonly isSorted: boolean;
  /** @default 1 */
  readonly page?: number;
  /** Only ids between these, both included. */
  readonly idRange?: readonly [number, number];
  /** Only rows whose time is between these, both included; milliseconds. */
  readonly timeRange?: { readonly field: string; readonly from: number; readonly to: number };
  readonly filter?: { readonly name: string; readonly values: readonly string[] };
}

/** The parts of a request that choose among rows. */
export type Part = "idRange" | "timeRange" | "filter";

/** The request's parameters, as 42 reads them. */
export function toParams({ size, isSorted, page, idRange, timeRange, filter }: Asked): Params {
  const times = timeRange && [timeRange.from, timeRange.to].map((ms) => new Date(ms).toISOString());
  return [
    ...(filter === undefined ? [] : [[`filter[${filter.name}]`, filter.values.join(",")] as const]),
    ...(idRange === undefined ? [] : [["range[id]", idRange.join(",")] as const]),
    ...(timeRange === undefined || times === undefined
      ? []
      : [[`range[${timeRange.field}]`, times.join(",")] as const]),
    ...(isSorted ? [["sort", "id"] as const] : []),
    ...(page === undefined ? [] : [["page[number]", String(page)] as const]),
    ["page[size]", String(size)],
  ];
}

/** Whether a part of a request lets a row through; null where the row does not tell. */
export function lets(part: Part, asked: Asked, row: SampledRow): boolean | null {
  switch (part) {
    case "idRange":
      return asked.idRange === undefined || row.id === null
        ? null
        : row.id >= asked.idRange[0] && row.id <= asked.idRange[1];
    case "timeRange": {
      const { field, from, to } = asked.timeRange ?? { field: "", from: 0, to: 0 };
      const at = Date.parse(String(row.values[field]));
      return Number.isNaN(at) ? null : at >= from && at <= to;
    }
    case "filter": {
      const value = row.values[asked.filter?.name ?? ""];
      return value === undefined || value === null
        ? null
        : (asked.filter?.values ?? []).includes(String(value));
    }
  }
}
