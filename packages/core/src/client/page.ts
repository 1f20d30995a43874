/** An item that is not as declared. */
export interface InvalidItem {
  readonly resource: string;
  /** The item's id, when it has one. */
  readonly id: number | string | null;
  /** Where it differs: `user.id`. Empty when the item as a whole does. */
  readonly path: string;
  readonly reason: string;
  readonly item: unknown;
}

/** What an answer says beside its items. */
export interface PageMeta {
  /**
   * `X-Total` of this request: items, not pages, from this page's lower bound on. null when missing or
   * contradicted by the page.
   */
  readonly total: number | null;
  /** The server's clock when it answered. */
  readonly date: Date | null;
  /** Path with the decoded query; no token is ever in it. */
  readonly path: string;
  /** Bytes of the body, uncompressed. */
  readonly bytes: number;
  /** Rows received, invalid items and repeated rows included. */
  readonly size: number;
}

/**
 * Where a traversal resumes: plain JSON, kept by the caller and passed back as `resume`. Its content belongs
 * to the traversal. `restart` starts over: that traversal cannot resume in the middle.
 */
export type Resume =
  | { readonly kind: "keyset"; readonly spans: readonly (readonly [from: number, to: number])[] }
  | {
      readonly kind: "ids";
      readonly spans: readonly (readonly [firstOwner: number, lastOwner: number, from: number])[];
    }
  | { readonly kind: "numbered"; readonly page: number; readonly size?: number }
  | { readonly kind: "restart" };

/** One answer. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Invalid items, when `onInvalid` is `"collect"`. */
  readonly invalidItems: readonly InvalidItem[];
  readonly meta: PageMeta;
  /** Where the traversal resumes after this page; null on its last page. */
  readonly resume: Resume | null;
}
