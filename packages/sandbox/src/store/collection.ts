import { valueOf, type Stored } from "./stored.js";

/** The rows of one resource by ascending id, with indexes on foreign keys. */
export class Collection<R extends Stored = Stored> {
  /** By ascending id. Only change it with the methods. */
  readonly rows: R[] = [];
  readonly #indexes = new Map<string, Map<unknown, R[]>>();

  constructor(
    readonly indexed: readonly string[],
    private readonly keepsSnapshots: boolean,
    private readonly changed: () => void,
  ) {}

  /** Replaces all rows, and sorts them. */
  fill(rows: Iterable<R>): void {
    this.rows.length = 0;
    for (const row of rows) this.rows.push(row);
    this.rows.sort((a, b) => a.id - b.id);
    this.#indexes.clear();
    this.changed();
  }

  /** Position of the first row whose id is at least `id`. */
  lowerBound(id: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.rows[middle]?.id ?? Infinity) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get(id: number): R | undefined {
    const row = this.rows[this.lowerBound(id)];
    return row?.id === id ? row : undefined;
  }

  /** Rows with this value in the column: by index if there is one, else by scanning all rows. */
  by(column: string, value: unknown): readonly R[] {
    if (!this.indexed.includes(column)) return this.rows.filter((row) => valueOf(row, column) === value);
    return this.#index(column).get(value) ?? [];
  }

  insert(row: R): void {
    this.rows.splice(this.lowerBound(row.id), 0, row);
    for (const [column, index] of this.#indexes) addTo(index, valueOf(row, column), row);
    this.changed();
  }

  remove(row: R): void {
    const at = this.lowerBound(row.id);
    if (this.rows[at] !== row) return;
    this.rows.splice(at, 1);
    for (const [column, index] of this.#indexes) removeFrom(index, valueOf(row, column), row);
    this.changed();
  }

  /** Changes columns of a row in place. */
  change(row: R, patch: Partial<R>): void {
    // Two of three changes keep the older snapshot, so that embedded copies lag by different amounts.
    if (this.keepsSnapshots && (row.stale === undefined || row.id % 3 === 0)) {
      const copy: R = { ...row };
      delete copy.stale; // one copy back is enough
      row.stale = copy;
    }
    const moved = [...this.#indexes].filter(([column]) => column in patch);
    for (const [column, index] of moved) removeFrom(index, valueOf(row, column), row);
    Object.assign(row, patch);
    for (const [column, index] of moved) addTo(index, valueOf(row, column), row);
    this.changed();
  }

  #index(column: string): Map<unknown, R[]> {
    let index = this.#indexes.get(column);
    if (index === undefined) {
      index = new Map();
      for (const row of this.rows) addTo(index, valueOf(row, column), row);
      this.#indexes.set(column, index);
    }
    return index;
  }
}

function addTo<R>(index: Map<unknown, R[]>, value: unknown, row: R): void {
  const rows = index.get(value);
  if (rows === undefined) index.set(value, [row]);
  else rows.push(row);
}

function removeFrom<R>(index: Map<unknown, R[]>, value: unknown, row: R): void {
  const rows = index.get(value);
  const at = rows?.indexOf(row) ?? -1;
  if (at >= 0) rows?.splice(at, 1);
}
