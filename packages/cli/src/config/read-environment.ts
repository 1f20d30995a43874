import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { ConfigError } from "@42sync/core";

/** Variables by name; empty ones are dropped. */
export type Environment = Readonly<Record<string, string>>;

/**
 * The environment over the `.env` file of the working folder.
 *
 * @throws ConfigError when there is an unreadable `.env`.
 */
export async function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<Environment> {
  return { ...withoutEmpty(await readEnvFile(join(cwd, ".env"))), ...withoutEmpty(env) };
}

async function readEnvFile(file: string): Promise<Readonly<Record<string, string | undefined>>> {
  try {
    return parseEnv(await readFile(file, "utf8")) as Record<string, string>; // NodeJS.Dict of strings
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return {};
    throw new ConfigError(`can't read ${file}`, {
      cause,
      hint: "make it a file that this user can read, or remove it",
    });
  }
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1].trim() !== "",
    ),
  );
}
