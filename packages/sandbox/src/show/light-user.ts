import { hexOf, mix } from "../random.js";
import type { ApiRow } from "../sandbox-options.js";
import type { UserRow } from "../store/tables.js";
import type { World } from "../store/world.js";
import { showTime, showTimeOrNull } from "./show-time.js";

const CDN = "https://cdn.intra.42.fr/users";
const SIZES = ["large", "medium", "small", "micro"] as const;

function image(user: UserRow): ApiRow {
  if (!user.has_image)
    return { link: null, versions: { large: null, medium: null, small: null, micro: null } };
  const versions = SIZES.map((size, at) => [
    size,
    `${CDN}/${hexOf(user.id, at + 1, 32)}/${size}_${user.login}.jpg`,
  ]);
  return {
    link: `${CDN}/${hexOf(user.id, 0, 32)}/${user.login}.jpg`,
    versions: Object.fromEntries(versions),
  };
}

/** A user as lists show it and as other rows embed it. */
export function lightUser(user: UserRow): ApiRow {
  return {
    id: user.id,
    email: user.email,
    login: user.login,
    first_name: user.first_name,
    last_name: user.last_name,
    usual_full_name: user.usual_full_name,
    usual_first_name: user.usual_first_name,
    url: `https://api.intra.42.fr/v2/users/${user.login}`,
    phone: "hidden",
    displayname: user.displayname,
    kind: user.kind,
    image: image(user),
    "staff?": user["staff?"],
    correction_point: user.correction_point,
    pool_month: user.pool_month,
    pool_year: user.pool_year,
    location: user.location,
    wallet: user.wallet,
    anonymize_date: user.anonymize_date,
    data_erasure_date: user.data_erasure_date,
    created_at: showTime(user.created_at),
    updated_at: showTime(user.updated_at),
    alumnized_at: showTimeOrNull(user.alumnized_at),
    "alumni?": user["alumni?"],
    "active?": user["active?"],
  };
}

/**
 * The user as another row embeds it: in most rows an older snapshot, if there is one; `{}` when there is no
 * such user.
 */
export function embeddedUser(world: World, userId: number, rowId: number): ApiRow {
  const user = world.table("users").get(userId);
  if (user === undefined) return {};
  // Snapshots of users are made from user rows.
  const shown = mix(rowId, 11) % 10 < 6 ? ((user.stale as UserRow | undefined) ?? user) : user;
  return lightUser(shown);
}
