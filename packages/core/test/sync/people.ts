/** Items for the engine's tests, as small as their declarations allow. */
const at = "2026-11-01T00:00:00.000Z";

export const cursus = (id: number) => ({
  id,
  created_at: at,
  name: "42cursus",
  slug: "42cursus",
  kind: "main",
});
export const campus = (id: number, name: string) => ({ id, name });
export const user = (id: number, change: Record<string, unknown> = {}) => ({
  id,
  login: `u${String(id)}`,
  email: null,
  first_name: null,
  last_name: null,
  kind: "student",
  "alumni?": false,
  created_at: at,
  updated_at: at,
  ...change,
});
export const campusUser = (
  id: number,
  userId: number,
  campusId: number,
  change: Record<string, unknown> = {},
) => ({
  id,
  user_id: userId,
  campus_id: campusId,
  is_primary: true,
  created_at: at,
  updated_at: at,
  ...change,
});
export const cursusUser = (id: number, userId: number, cursusId: number) => ({
  id,
  user: { id: userId },
  cursus_id: cursusId,
  level: 1,
  grade: null,
  begin_at: at,
  created_at: at,
  updated_at: at,
});
