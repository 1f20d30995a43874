import { ConfigError, tables } from "@42sync/core";
import { didYouMean } from "../suggest.js";

/** `users,cursus_users` to table names; undefined when the flag is not given. */
export function chooseTables(flag: "--only" | "--except", value: string | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const known = Object.keys(tables);
  const names = value.split(",").map((name) => name.trim()).filter((name) => name !== "");
  if (names.length === 0) throw new ConfigError(`${flag} names no table`, { hint: `the tables are ${known.join(", ")}` });
  for (const name of names) {
    if (!known.includes(name)) throw new ConfigError(`${flag} ${name}: there is no table ${name}`, { hint: didYouMean(name, known, `the tables are ${known.join(", ")}`) });
  }
  return names;
}
