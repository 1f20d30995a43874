import type { Sandbox } from "@42sync/sandbox";
import type { Local42 } from "./local-42.js";
import type { Random } from "./random.js";

/** What can be touched, with a field whose value moves too. */
const touchable: readonly (readonly [resource: string, field: string])[] = [
  ["users", "wallet"],
  ["projects_users", "occurrence"],
  ["achievements_users", "nbr_of_success"],
  ["coalitions_users", "score"],
  ["cursus_users", "level"],
  ["campus_users", "is_primary_since"],
  ["projects", "difficulty"],
  ["project_sessions", "max_people"],
];
const removable = ["projects_users", "achievements_users", "coalitions_users"] as const;

/** What happens at 42 between two requests. */
export interface Stirring {
  /** Ids that were deleted, by resource. */
  readonly removed: ReadonlyMap<string, ReadonlySet<number>>;
  /** People who entered. */
  readonly entered: ReadonlySet<number>;
  /**
   * One thing: a row is touched, inserted, or deleted; sometimes a person enters, sometimes nothing happens.
   */
  stir(local: Local42): void;
}

export function createStirring(random: Random): Stirring {
  const removed = new Map<string, Set<number>>();
  const entered = new Set<number>();
  const ids = new Map<string, number[]>();
  const idsOf = ({ rows }: Sandbox, resource: string): number[] => {
    const known = ids.get(resource) ?? rows(resource).map((row) => Number(row["id"]));
    ids.set(resource, known);
    return known;
  };
  /** Above all, or between others: transactions commit out of order. */
  const nextId = (sandbox: Sandbox, resource: string): number => {
    const known = idsOf(sandbox, resource);
    const last = Math.max(0, ...known);
    const late = last - random.below(40);
    const isFree =
      late > 0 &&
      !known.includes(late) &&
      removed.get(resource)?.has(late) !== true &&
      !sandbox.rows(resource).some((row) => row["id"] === late);
    // Life gives ids of its own, a few above the last.
    const id = random.next() < 0.3 && isFree ? late : last + 500 + random.below(3);
    known.push(id);
    return id;
  };
  const touch = ({ sandbox }: Local42): void => {
    const [resource, field] = random.pick(touchable) ?? ["users", "wallet"];
    const id = random.pick(idsOf(sandbox, resource));
    if (id !== undefined)
      sandbox.update(resource, id, field === "is_primary_since" ? {} : { [field]: random.below(100) });
  };
  const insert = ({ sandbox }: Local42): void => {
    const user_id = random.pick(idsOf(sandbox, "users"));
    if (random.next() < 0.5) {
      sandbox.insert("projects_users", {
        id: nextId(sandbox, "projects_users"),
        user: { id: user_id },
        project: { id: random.pick(idsOf(sandbox, "projects")) },
        cursus_ids: [21],
      });
    } else {
      sandbox.insert("achievements_users", {
        id: nextId(sandbox, "achievements_users"),
        user_id,
        achievement_id: random.pick(idsOf(sandbox, "achievements")),
      });
    }
  };
  const remove = ({ sandbox }: Local42): void => {
    const resource = random.pick(removable) ?? "projects_users";
    const known = idsOf(sandbox, resource);
    const [id] = known.splice(random.below(known.length), 1);
    if (id === undefined) return;
    sandbox.remove(resource, id);
    removed.set(resource, (removed.get(resource) ?? new Set()).add(id));
  };
  /** A person with an enrolment and a campus. */
  const enter = ({ sandbox, scope }: Local42): void => {
    const id = nextId(sandbox, "users");
    sandbox.insert("users", { id, login: `new${String(id)}`, kind: "student" });
    sandbox.insert("cursus_users", {
      id: nextId(sandbox, "cursus_users"),
      user: { id },
      cursus_id: scope.cursusId,
    });
    sandbox.insert("campus_users", {
      id: nextId(sandbox, "campus_users"),
      user_id: id,
      campus_id: scope.campusIds[0] ?? 1,
      is_primary: true,
    });
    entered.add(id);
  };
  return {
    removed,
    entered,
    stir: (local) => {
      local.sandbox.advance(random.below(20_000));
      const chance = random.next();
      if (chance < 0.45) touch(local);
      else if (chance < 0.7) insert(local);
      else if (chance < 0.88) remove(local);
      else if (chance < 0.92) enter(local);
    },
  };
}
