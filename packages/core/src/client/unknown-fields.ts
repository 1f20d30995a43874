/** Fields that the API sends and no declaration names: resource, field, how often, in which item first. */
export type UnknownFields = Readonly<Record<string, Readonly<Record<string, { readonly count: number; readonly sampleId: number | string | null }>>>>;

/** Counts them as items come by. */
export class UnknownFieldCounter {
  readonly #seen: Record<string, Record<string, { count: number; sampleId: number | string | null }>> = {};

  add(resource: string, field: string, id: number | string | null): void {
    const fields = (this.#seen[resource] ??= {});
    const held = fields[field];
    if (held === undefined) fields[field] = { count: 1, sampleId: id };
    else held.count += 1;
  }

  snapshot(): UnknownFields {
    return structuredClone(this.#seen);
  }
}
