import type { z } from "zod";

/**
 * How a list is read without losing rows while it moves.
 *
 * - `keyset`: always page 1 of a moving lower bound, `range[id]=last+1,…`, ids ascending. Exact while rows
 * come and go.
 * - `last-to-first`: numbered pages with `sort=id`, read from the last page to the first; a row that leaves
 * makes a
 *   duplicate, never a gap. For lists that sort but have no range.
 * - `until-rest`: a list that can neither sort nor range; read again until X-Total rests, the distinct ids
 * equal it, and the round before
 *   found the same ones.
 */
export type Traversal = "keyset" | "last-to-first" | "until-rest";

/**
 * What a 42 list can do, and what its items look like. Facts are from the apidoc and from recorded answers.
 */
export interface Endpoint<
  Item = unknown,
  Filter extends string = string,
  Range extends string = string,
  Sort extends string = string,
  Under extends string = string,
> {
  /** The resource's name, as in its path: `projects_users`. */
  readonly name: string;
  /** The list's path: `/v2/projects_users`. */
  readonly path: string;
  /** Scoped variants of the list, by what they are under: `{ cursus: "/v2/cursus/:id/users" }`. */
  readonly under: Readonly<Record<Under, string>>;
  /**
   * For a list that 42 has under one owner at a time and not as a whole: the variant of `under`, and the filter
   * that takes the owner's id. Such rows are read owner by owner, a hit or more each.
   */
  readonly onlyUnder?: { readonly variant: Under; readonly by: Filter };
  /** Schema of one item; loose, unknown fields pass. */
  readonly item: z.ZodType<Item>;
  /**
   * Fields of an item that its schema doesn't name. `report`: they are counted in `client.unknownFields`, named
   * in the report of each run, and are drift where drift is strict. `ignore`: the schema omits them on purpose,
   * so they are never reported. @default "report"
   */
  readonly unknownFields?: "report" | "ignore";
  /** The filters that have an effect. */
  readonly filters: readonly Filter[];
  /** The fields that `range[…]` works on. */
  readonly ranges: readonly Range[];
  /** The fields that `sort` works on. */
  readonly sorts: readonly Sort[];
  /**
   * Parameters that 42 documents or accepts but that have no effect or fail, each with the reason shown to
   * the caller.
   */
  readonly ineffective?: Readonly<Record<string, string>>;
  readonly traversal: Traversal;
  /** Rows a page; 100 is the API's maximum. Smaller where a row is heavy. */
  readonly pageSize: number;
}

/** What `defineEndpoint` takes; the path, the scoped lists and the page size have defaults. */
export interface EndpointInput<
  Item,
  Filter extends string,
  Range extends string,
  Sort extends string,
  Under extends string,
> extends Omit<Endpoint<Item, Filter, Range, Sort, Under>, "pageSize" | "under" | "path"> {
  /** @default `/v2/<name>`, or the path of `onlyUnder` */
  readonly path?: string;
  readonly under?: Readonly<Record<Under, string>>;
  /** @default 100 */
  readonly pageSize?: number;
}

/** Declares what a 42 list can do. One call a resource; users declare their own the same way. */
export function defineEndpoint<
  Item,
  const Filter extends string = never,
  const Range extends string = never,
  const Sort extends string = never,
  const Under extends string = never,
>(input: EndpointInput<Item, Filter, Range, Sort, Under>): Endpoint<Item, Filter, Range, Sort, Under> {
  // no variants given: Under is never, the empty record is exact
  const under = input.under ?? ({} as Readonly<Record<Under, string>>);
  return {
    ...input,
    path:
      input.path ?? (input.onlyUnder === undefined ? `/v2/${input.name}` : under[input.onlyUnder.variant]),
    under,
    pageSize: input.pageSize ?? 100,
  };
}

/** Any endpoint, whatever its parameters are. */
// Filter, Range and Sort are only read from the declaration, so a wide view of them is sound.
export type AnyEndpoint = Endpoint<unknown, string, string, string, string>;

/** The item type of an endpoint. */
export type ItemOf<E> = E extends { readonly item: z.ZodType<infer Item> } ? Item : never;
