/** An item that did not fit its declaration. */
export interface ItemMisfit {
  readonly resource: string;
  readonly id: number | string | null;
  /** Where it does not fit: `user.id`. */
  readonly path: string;
  readonly reason: string;
  readonly item: unknown;
}

/** What a response told beside its items. */
export interface PageMeta {
  /** `X-Total`: items of the whole question, from this page's lower bound on; null when absent or odd. */
  readonly total: number | null;
  /** The server's clock. */
  readonly date: Date | null;
  /** Path and decoded query, without any token. */
  readonly path: string;
  /** Length of the body, in characters. */
  readonly bytes: number;
  /** Rows received, those that do not fit included. */
  readonly size: number;
  /** When owners are asked by id: how many of them are through after this page. */
  readonly owners: { readonly done: number; readonly total: number } | null;
}

/** Where a traversal goes on: plain JSON, to be kept and given back as `resume`. */
export type Resume = readonly Readonly<Record<string, number | null>>[];

/** One response of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Items that do not fit; filled when `onInvalid` is `collect`. */
  readonly misfits: readonly ItemMisfit[];
  readonly meta: PageMeta;
  /** Where the traversal goes on after this page; null when this was the last one. */
  readonly resume: Resume | null;
}
