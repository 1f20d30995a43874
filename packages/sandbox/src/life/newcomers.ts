import { membership } from "../generate/generate-coalitions.js";
import { createLogins } from "../generate/make-login.js";
import { makePerson } from "../generate/make-person.js";
import { pickCampus } from "../generate/plan.js";
import { drawCoalition } from "./projects.js";
import { someInstant, type LifeContext } from "./life-context.js";

/** A new student with campus, cursus and coalition. */
export function welcome(context: LifeContext): void {
  const { world, random, report } = context;
  const at = someInstant(context);
  const campus = pickCampus(random);
  const draft = makePerson("student", campus, at, freeLogin(context), random);
  const user = { ...draft, id: world.nextId("users", random.int(1, 5)), updated_at: at };
  world.table("users").insert(user);
  world.table("campus_users").insert({
    id: world.nextId("campus_users", random.int(1, 3)),
    user_id: user.id,
    campus_id: campus[0],
    is_primary: true,
    created_at: at,
    updated_at: at,
  });
  const coalitionId = drawCoalition(context, campus[0]);
  world.table("cursus_users").insert({
    id: world.nextId("cursus_users", random.int(1, 3)),
    begin_at: at,
    end_at: null,
    grade: "Cadet",
    level: 0,
    cursus_id: 21,
    user_id: user.id,
    has_coalition: coalitionId !== null,
    blackholed_at: at + 60 * 86_400_000,
    created_at: at,
    updated_at: at,
  });
  if (coalitionId !== null)
    world.table("coalitions_users").insert({
      ...membership(user.id, coalitionId, at),
      id: world.nextId("coalitions_users", random.int(1, 3)),
    });
  report.newcomers += 1;
}

/** A login that isn't taken. */
function freeLogin({ world, random }: LifeContext): (first: string, last: string) => string {
  const make = createLogins(random);
  return (first, last) => {
    let login = make(first, last);
    while (world.table("users").by("login", login).length > 0) login = make(first, last);
    return login;
  };
}
