import type { Random } from "../random.js";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Letters of a name without diacritics: `Øvergaard` to `overgaard`. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("ı", "i")
    .normalize("NFD")
    .replaceAll(/[^a-z]/g, "");

/** Creates unique logins of eight letters: the first letter of the first name, then the last name. */
export function createLogins(random: Random): (first: string, last: string) => string {
  const taken = new Set<string>();
  return (first, last) => {
    const wished = (plain(first).slice(0, 1) + plain(last)).slice(0, 8);
    for (let kept = wished.length; ; kept = Math.max(2, Math.min(kept - 1, 6))) {
      let login = wished.slice(0, kept);
      while (login.length < 8) login += LETTERS.charAt(random.int(0, 25));
      if (taken.has(login)) continue;
      taken.add(login);
      return login;
    }
  };
}
