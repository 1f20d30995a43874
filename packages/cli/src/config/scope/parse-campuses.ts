import { InvalidArgumentError } from "commander";
import type { Names } from "../names.js";
import { splitList } from "../parse-values.js";

/** Parses `--campus`: `12,paris,"Le Havre"` or `all`. `chooseCampuses` turns the names into ids. */
export function parseCampuses(text: string): Names {
  const names = splitList(text);
  if (names.length === 0)
    throw new InvalidArgumentError("no campus is named; for example --campus 12 or --campus paris,lyon");
  return { names, from: "--campus" };
}

/** Whether `all` is what is named: that overrides the campuses of the config file. */
export function isEveryCampus({ names }: Names): boolean {
  return names.length === 1 && names[0]?.toLowerCase() === "all";
}
