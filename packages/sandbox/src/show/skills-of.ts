import { mix } from "../random.js";
import type { ApiRow } from "../sandbox-options.js";
import type { CursusUserRow } from "../store/tables.js";

/** The skills that have levels. */
export const SKILLS: readonly (readonly [id: number, name: string])[] = [
  [1, "Algorithms & AI"],
  [2, "Imperative programming"],
  [3, "Rigor"],
  [4, "Unix"],
  [5, "Graphics"],
  [7, "Group & interpersonal"],
  [10, "Network & system administration"],
  [14, "Adaptation & creativity"],
  [17, "Object-oriented programming"],
];

/**
 * Skills that add up to the level, highest first; some levels have floating-point noise
 * (`5.9399999999999995`).
 */
export function skillsOf({ user_id, level }: CursusUserRow): ApiRow[] {
  if (level < 0.5) return [];
  const count = Math.min(SKILLS.length, 2 + Math.floor(level / 1.5));
  return SKILLS.slice(0, count)
    .map(([id, name]) => {
      const rounded = Math.round(level * (35 + (mix(user_id, id) % 80))) / 100;
      return {
        id,
        name,
        level:
          mix(user_id, id + 50) % 5 === 0 ? rounded - 0.0000000000000005 * Math.max(1, rounded) : rounded,
      };
    })
    .sort((a, b) => b.level - a.level);
}
