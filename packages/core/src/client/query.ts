import type { AnyEndpoint, Endpoint } from "../resource/index.js";
import type { ItemMisfit, Resume } from "./page.js";

/** A value of a filter. `null` asks for rows without one. */
export type FilterValue = string | number | boolean | Date | null;
/** An end of a range: inclusive; rows without a value are in no range. */
export type RangeValue = string | number | Date;

/** What becomes of an item that does not fit its declaration: throw, hand it out with its page, or tell and go on. */
export type OnInvalid = "throw" | "collect" | ((misfit: ItemMisfit) => void);

/** A question to a list, in the words that its endpoint understands. */
export interface Query<Filter extends string = string, Range extends string = string, Sort extends string = string, Under extends string = string> {
  /** A scoped variant of the list: `{ cursus: 21 }`. */
  readonly under?: { readonly [Name in Under]?: number | string };
  /** Rows whose fields have these values; several values mean any of them. */
  readonly filter?: { readonly [Name in Filter]?: FilterValue | readonly FilterValue[] };
  /** Rows whose fields lie between these ends, both included. */
  readonly range?: { readonly [Name in Range]?: readonly [RangeValue, RangeValue] };
  /** An order of one's own, `-` for descending. The list is then read by page numbers: rows that move meanwhile may be missed. */
  readonly sort?: Sort | `-${Sort}` | readonly (Sort | `-${Sort}`)[];
  /** Rows a page, 1 to 100. @default what suits the resource: 100, or less where rows are heavy */
  readonly pageSize?: number;
  /** Requests in flight at most. @default the client's */
  readonly lanes?: number;
  /** Goes on after a page that was read before: its `resume`. */
  readonly resume?: Resume;
  /** @default the client's */
  readonly onInvalid?: OnInvalid;
  readonly signal?: AbortSignal;
}

/** The query of an endpoint. */
export type QueryOf<E> = E extends Endpoint<unknown, infer Filter, infer Range, infer Sort, infer Under> ? Query<Filter, Range, Sort, Under> : Query;

/** A question that was checked: its path, its parameters, and what of it the traversals look at. */
export interface Asked {
  readonly endpoint: AnyEndpoint;
  readonly path: string;
  /** Filters and ranges, in order, not encoded; without `range[id]`, sort and page. */
  readonly parameters: readonly (readonly [string, string])[];
  /** The caller's own bounds of `range[id]`. */
  readonly ids: { readonly from: number; readonly upTo: number };
  readonly sort: string | undefined;
  readonly pageSize: number;
}
