import type { ApiRow } from "../sandbox-options.js";
import type { UserRow } from "../store/tables.js";
import type { World } from "../store/world.js";
import { embeddedCampus } from "./embedded-campus.js";
import { lightUser } from "./light-user.js";
import { showTime } from "./show-time.js";

const rowsOfUser = (world: World, resource: string, user: UserRow): ApiRow[] => {
  const endpoint = world.endpointOf(resource);
  return world
    .rowsOf(resource)
    .by("user_id", user.id)
    .map((row) => world.show(endpoint, row))
    .reverse();
};

const namesOf = (world: World, resource: "groups" | "titles", ids: readonly number[]): ApiRow[] =>
  ids.flatMap((id) => world.table(resource).get(id) ?? []).map(({ id, name }) => ({ id, name }));

function achievementsOf(world: World, user: UserRow): ApiRow[] {
  return world
    .table("achievements_users")
    .by("user_id", user.id)
    .flatMap(({ achievement_id }) => {
      const achievement = world.table("achievements").get(achievement_id);
      if (achievement === undefined) return [];
      const {
        achievements: _series,
        campus: _campus,
        parent: _parent,
        title: _title,
        ...light
      } = world.show(world.endpointOf("achievements"), achievement);
      return [light];
    });
}

/** A user as `/v2/users/:id` shows it: the fields of the lists, and the person's related rows. */
export function fullUser(user: UserRow, world: World): ApiRow {
  const campusUsers = world.table("campus_users").by("user_id", user.id);
  return {
    ...lightUser(user),
    groups: namesOf(
      world,
      "groups",
      world
        .table("groups_users")
        .by("user_id", user.id)
        .map(({ group_id }) => group_id),
    ),
    cursus_users: rowsOfUser(world, "cursus_users", user),
    projects_users: rowsOfUser(world, "projects_users", user).map(
      ({ user: _user, teams: _teams, ...row }) => row,
    ),
    languages_users: [
      {
        id: user.id * 4 + 1,
        language_id: 2,
        user_id: user.id,
        position: 1,
        created_at: showTime(user.created_at),
      },
    ],
    achievements: achievementsOf(world, user),
    titles: namesOf(
      world,
      "titles",
      world
        .table("titles_users")
        .by("user_id", user.id)
        .map(({ title_id }) => title_id),
    ),
    titles_users: rowsOfUser(world, "titles_users", user),
    partnerships: [],
    patroned: [],
    patroning: [],
    expertises_users: [],
    roles: [],
    campus: campusUsers.flatMap(({ campus_id }) => {
      const campus = world.table("campus").get(campus_id);
      return campus === undefined ? [] : [embeddedCampus(campus, user.id)];
    }),
    campus_users: rowsOfUser(world, "campus_users", user),
  };
}
