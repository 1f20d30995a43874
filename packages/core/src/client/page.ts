/** An item that does not fit its declaration. */
export interface InvalidItem {
  readonly resource: string;
  /** The item's id, when it has one. */
  readonly id: number | string | null;
  /** Where it does not fit: `user.id`. Empty when the item as a whole does not. */
  readonly path: string;
  readonly reason: string;
  readonly item: unknown;
}

/** What an answer tells beside its items. */
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
  /** Rows received, those included that are misfits or were delivered already. */
  readonly size: number;
}

/**
 * Where a traversal goes on: plain JSON, kept by the caller and given back as `resume`. Its content belongs
 * to the traversal. `restart` begins anew: that traversal cannot go on in the middle.
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
  /** Items that do not fit, when `onInvalid` is `"collect"`. */
  readonly invalidItems: readonly InvalidItem[];
  readonly meta: PageMeta;
  /** Where the traversal goes on after this page; null on its last page. */
  readonly resume: Resume | null;
}
