import { relative, resolve } from "node:path";
import { ConfigError } from "@42sync/core";
import { nearest } from "../errors/suggest.js";
import type { Environment } from "./read-environment.js";

/** Where the copy is kept: a PostgreSQL server, or an embedded database in a folder. */
export type DatabaseTarget =
  | {
      readonly kind: "server";
      readonly url: string;
      readonly password: string | undefined;
      readonly label: string;
    }
  | { readonly kind: "folder"; readonly folder: string; readonly label: string };

/** The embedded database of the working folder. */
export const defaultFolder = ".42sync/db";

export interface TargetInput {
  /** Of `--database`. */
  readonly flag: string | undefined;
  readonly env: Environment;
  /** Of the config file: what it names, its folder, and what messages call it. */
  readonly file?: { readonly database: string; readonly folder: string; readonly from: string } | undefined;
  readonly cwd: string;
}

/**
 * `--database`, else `DATABASE_URL`, else what the config file names, else the embedded database in
 * `.42sync/db`.
 *
 * @throws ConfigError when an address is not one of PostgreSQL.
 */
export function readDatabaseTarget({ flag, env, file, cwd }: TargetInput): DatabaseTarget {
  const ofEnv = env["DATABASE_URL"]?.trim();
  if (flag !== undefined) return toTarget({ given: flag, name: "--database", base: cwd, cwd });
  if (ofEnv !== undefined && ofEnv !== "")
    return toTarget({ given: ofEnv, name: "DATABASE_URL", base: cwd, cwd });
  return file === undefined
    ? toFolder(defaultFolder, cwd, cwd)
    : toTarget({ given: file.database, name: file.from, base: file.folder, cwd });
}

interface GivenTarget {
  readonly given: string;
  /** Who gave it, for messages. */
  readonly name: string;
  /** What a folder is relative to. */
  readonly base: string;
  readonly cwd: string;
}

function toTarget({ given, name, base, cwd }: GivenTarget): DatabaseTarget {
  if (given === "") return toFolder(defaultFolder, cwd, cwd);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(given)?.[1]?.toLowerCase();
  if (scheme === undefined) return toFolder(given, base, cwd);
  if (scheme !== "postgres" && scheme !== "postgresql") {
    const near = nearest(scheme, ["postgres", "postgresql"]);
    throw new ConfigError(`${name} starts with ${scheme}://, which is not a PostgreSQL address`, {
      hint:
        near === undefined
          ? "an address looks like postgres://user:password@host:5432/database; a folder has no ://"
          : `did you mean ${near}://?`,
    });
  }
  return toServer(given, name);
}

function toServer(given: string, name: string): DatabaseTarget {
  if (!URL.canParse(given)) {
    throw new ConfigError(`${name} is not a valid address`, {
      hint:
        "it looks like postgres://user:password@host:5432/database; escape special characters of " +
        "the password, as %40 for @, %2F for /, %23 for #",
    });
  }
  const url = new URL(given);
  const host =
    url.hostname === ""
      ? (url.searchParams.get("host") ?? "the local socket")
      : decodeURIComponent(url.hostname);
  const port = url.port === "" ? "" : `:${url.port}`;
  const database = decodeURIComponent(url.pathname.slice(1));
  const user = url.username === "" ? "" : ` as ${decodeURIComponent(url.username)}`;
  const password =
    url.password === "" ? (url.searchParams.get("password") ?? undefined) : decodeURIComponent(url.password);
  return {
    kind: "server",
    url: given,
    password,
    label: `PostgreSQL ${database === "" ? "" : `${database} `}at ${host}${port}${user}`,
  };
}

function toFolder(given: string, base: string, cwd: string): DatabaseTarget {
  const folder = resolve(base, given);
  const shown = relative(cwd, folder);
  return {
    kind: "folder",
    folder,
    label: `embedded PostgreSQL in ${shown === "" || shown.startsWith("..") ? folder : shown}`,
  };
}
