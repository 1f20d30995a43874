/** Row counts as pairs of `json_build_object`, from the columns of `sync42.passes`. */
export function countsSql(sum: (column: string) => string): string {
  return Object.entries({
    inserted: "inserted",
    updated: "updated",
    unchanged: "unchanged",
    stale: "stale",
    deleted: "deleted",
    released: "released",
    quarantined: "quarantined",
    skipped: "skipped",
    linksSkipped: "links_skipped",
  })
    .map(([name, column]) => `'${name}', ${sum(column)}`)
    .join(", ");
}
