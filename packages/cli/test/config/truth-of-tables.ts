import { endpoints, type AnyEndpoint } from "@42sync/core";
import { optionalTables, type AnyTable } from "@42sync/core/tables";
import type { Sandbox } from "@42sync/sandbox";

/** The person that a row of 42 belongs to. */
function userOf(row: Readonly<Record<string, unknown>>): unknown {
  const { user } = row;
  return row["user_id"] ?? (typeof user === "object" && user !== null && "id" in user ? user.id : undefined);
}

/** The ids of rows. */
export const ids = (rows: readonly Readonly<Record<string, unknown>>[]): readonly number[] =>
  rows.map((row) => Number(row["id"]));
/** The ids of the people in a field of a row. */
export const people = (list: unknown): readonly unknown[] =>
  Array.isArray(list)
    ? list.map((one) => (one as { id?: unknown }).id)
    : [(list as { id?: unknown } | undefined)?.id];

/** What 42 has of each optional table for these people, by 42's own rows. */
export function truth(
  sandbox: Sandbox,
  mirrored: ReadonlySet<unknown>,
): Readonly<Record<string, readonly number[]>> {
  const ofPeople = (resource: string): readonly number[] =>
    ids(sandbox.rows(resource).filter((row) => mirrored.has(userOf(row))));
  const namesCursus = ({ cursus, cursus_ids = cursus }: Readonly<Record<string, unknown>>): boolean =>
    !Array.isArray(cursus_ids) ||
    cursus_ids.length === 0 ||
    cursus_ids.some((one) => one === 21 || (one as { id?: unknown }).id === 21);
  const all = (resource: string): readonly number[] => ids(sandbox.rows(resource).filter(namesCursus));
  const concerns = (named: readonly unknown[]): boolean =>
    named.every((id) => id === undefined) || named.some((id) => mirrored.has(id));
  const projects = new Map(
    sandbox
      .rows("projects")
      .map((project) => [project["id"], (project["cursus"] as { id: number }[]).map(({ id }) => id)]),
  );
  const inCursus = (projectId: unknown): boolean => projects.get(projectId)?.includes(21) === true;
  const special: Readonly<Record<string, readonly number[]>> = {
    teams: ids(
      sandbox.rows("teams").filter((team) => inCursus(team["project_id"]) && concerns(people(team["users"]))),
    ),
    scale_teams: ids(
      sandbox
        .rows("scale_teams")
        .filter(
          (one) =>
            inCursus((one["team"] as { project_id: unknown }).project_id) &&
            concerns([...people(one["correcteds"]), ...people(one["corrector"])]),
        ),
    ),
  };
  // Any other list is copied as far as its rows are of mirrored people, or name the cursus or none.
  const usual = (resource: string): readonly number[] =>
    sandbox.rows(resource).some((row) => userOf(row) !== undefined) ? ofPeople(resource) : all(resource);
  const found: Record<string, readonly number[]> = {};
  for (const { name, resource } of Object.values<AnyTable>(optionalTables)) {
    const wanted = special[name] ?? usual(resource);
    // Where 42 lists rows under owners only, those of other owners are not asked for.
    const onlyUnder = Object.values<AnyEndpoint>(endpoints).find((one) => one.name === resource)?.onlyUnder;
    const owners = onlyUnder && new Set<unknown>(found[onlyUnder.variant] ?? []);
    const ofOwners = new Set(
      ids(sandbox.rows(resource).filter((row) => owners?.has(row[onlyUnder?.by ?? ""]) !== false)),
    );
    found[name] = wanted.filter((id) => ofOwners.has(id));
  }
  return found;
}
