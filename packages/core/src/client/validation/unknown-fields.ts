/**
 * Fields that no declaration names, by resource and field: how often they were seen, and in which item first.
 */
export type UnknownFields = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly count: number; readonly sampleId: number | string | null }>>
  >
>;

/** Counts fields that the schemas let pass without knowing them. */
export interface UnknownFieldCounter {
  /** `known` null: the declaration is not a plain object, or ignores unknown fields; nothing is counted. */
  count(resource: string, known: ReadonlySet<string> | null, item: object, id: number | string | null): void;
  snapshot(): UnknownFields;
}

export function createUnknownFieldCounter(): UnknownFieldCounter {
  const counts = new Map<string, Map<string, { count: number; readonly sampleId: number | string | null }>>();
  return {
    count: (resource, known, item, id) => {
      if (known === null) return;
      for (const field in item) {
        if (known.has(field)) continue;
        const ofResource =
          counts.get(resource) ?? new Map<string, { count: number; sampleId: number | string | null }>();
        counts.set(resource, ofResource);
        const seen = ofResource.get(field);
        if (seen === undefined) ofResource.set(field, { count: 1, sampleId: id });
        else seen.count += 1;
      }
    },
    snapshot: () =>
      Object.fromEntries(
        [...counts].map(([resource, fields]) => [
          resource,
          Object.fromEntries([...fields].map(([field, seen]) => [field, { ...seen }])),
        ]),
      ),
  };
}
