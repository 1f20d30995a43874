import { existsSync } from "node:fs";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@42sync/core";
import { mergeEnvFile } from "./env-file.js";

/** The settings that init writes. */
export interface InitSettings {
  /** Variables of the `.env` file. */
  readonly env: Readonly<Record<string, string>>;
  /** Keys of the config file; undefined removes the key. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** A file as it will be. */
export interface SettingsFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** Only this user may read it. */
  readonly secret: boolean;
  /** Our settings that exist with another value. */
  readonly replaces: readonly string[];
  /** Whether the file needs no change. */
  readonly same: boolean;
}

/** The config file of the working folder. */
export const configFileName = "42sync.config.json";

/**
 * The files that init writes, in this order: `.gitignore` comes before the secret that it hides. Other
 * settings in them stay.
 *
 * @throws ConfigError when the config file exists and is not a JSON object.
 */
export async function planSettingsFiles(
  cwd: string,
  { env, config }: InitSettings,
): Promise<readonly SettingsFile[]> {
  const ignore = await planGitignore(cwd);
  return [...(ignore === undefined ? [] : [ignore]), await planEnv(cwd, env), await planConfig(cwd, config)];
}

/** Writes the files that need a change. */
export async function writeSettingsFiles(files: readonly SettingsFile[]): Promise<void> {
  for (const { path, text, secret, same } of files) {
    if (secret && existsSync(path)) await chmod(path, 0o600);
    if (same) continue;
    try {
      await writeFile(path, text, secret ? { mode: 0o600 } : {});
    } catch (cause) {
      throw new ConfigError(`can't write ${path}`, {
        cause,
        hint: "run init in a folder that this user can write to",
      });
    }
  }
}

async function planEnv(cwd: string, env: InitSettings["env"]): Promise<SettingsFile> {
  const path = join(cwd, ".env");
  const before = await readOr(path, "");
  const { text, replaces } = mergeEnvFile(before, env);
  return { name: ".env", path, text, secret: true, replaces, same: text === before };
}

async function planConfig(cwd: string, config: InitSettings["config"]): Promise<SettingsFile> {
  const path = join(cwd, configFileName);
  const text = await readOr(path, "");
  const before = text === "" ? {} : readObject(path, text);
  const after: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(config)) {
    if (value === undefined) Reflect.deleteProperty(after, key);
    else after[key] = value;
  }
  const isOther = (key: string): boolean =>
    key in before && JSON.stringify(before[key]) !== JSON.stringify(config[key]);
  const same = text !== "" && JSON.stringify(before) === JSON.stringify(after);
  return {
    name: configFileName,
    path,
    text: same ? text : `${JSON.stringify(after, null, 2)}\n`,
    secret: false,
    replaces: Object.keys(config).filter(isOther),
    same,
  };
}

function readObject(path: string, text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(`${path} is not valid JSON`, {
      cause,
      hint: "fix it, or move it away and run init again",
    });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>; // an object of JSON
  throw new ConfigError(`${path} is not a JSON object`, {
    hint: "fix it, or move it away and run init again",
  });
}

/**
 * `.gitignore` with a line for `.env`, also where git does not look yet; undefined where the line is there.
 */
async function planGitignore(cwd: string): Promise<SettingsFile | undefined> {
  const path = join(cwd, ".gitignore");
  const before = await readOr(path, "");
  if (before.split(/\r?\n/).some((line) => /^\/?(\.env\*?|\*\.env|\.env\*)\s*$/.test(line))) return undefined;
  const text = `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}.env\n`;
  return { name: ".gitignore", path, text, secret: false, replaces: [], same: false };
}

async function readOr(path: string, otherwise: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return otherwise;
    throw new ConfigError(`can't read ${path}`, {
      cause,
      hint: "make it a file that this user can read, or remove it",
    });
  }
}
