import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { ConfigError } from "@42sync/core";
import { didYouMean } from "../../errors/suggest.js";
import { checkConfig } from "./check-config.js";
import type { Config } from "./define-config.js";

/** A configuration and where it was found. */
export interface LoadedConfig {
  /** As messages call it: `42sync.config.ts`. */
  readonly file: string;
  /** Its folder; paths in the configuration are relative to it. */
  readonly folder: string;
  readonly config: Config;
}

const fileNames = ["42sync.config.ts", "42sync.config.mjs", "42sync.config.json"] as const;

/**
 * Reads the file that `--config` names, or `42sync.config.ts`, `.mjs` or `.json` of the working folder;
 * undefined when there is none.
 *
 * @throws ConfigError when it can't be read or is invalid, and when the folder has several.
 */
export async function loadConfig(flag: string | undefined, cwd: string): Promise<LoadedConfig | undefined> {
  const path = flag === undefined ? findFile(cwd) : resolve(cwd, flag);
  if (path === undefined) return undefined;
  const file = showFile(path, cwd);
  if (!existsSync(path))
    throw new ConfigError(`--config ${file}: no such file`, {
      hint: `give a .ts, .mjs or .json file; without the flag, 42sync looks for ${fileNames.join(", ")}`,
    });
  return { file, folder: dirname(path), config: checkConfig(await readValue(path, file), file) };
}

function findFile(cwd: string): string | undefined {
  const [found, second] = fileNames.filter((name) => existsSync(join(cwd, name)));
  if (found !== undefined && second !== undefined)
    throw new ConfigError(`both ${found} and ${second} exist`, {
      hint: "keep one of them, or name one with --config",
    });
  return found === undefined ? undefined : join(cwd, found);
}

function showFile(path: string, cwd: string): string {
  const shown = relative(cwd, path);
  return shown.startsWith("..") ? path : shown;
}

async function readValue(path: string, file: string): Promise<unknown> {
  const kind = /\.([a-z]+)$/.exec(basename(path))?.[1] ?? "";
  try {
    if (kind === "json") return await parseJson(await readFile(path, "utf8"), file);
    if (["ts", "mts", "mjs", "js"].includes(kind)) return await importDefault(path, file);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError(`can't read ${file}`, { cause, hint: inOneLine(cause) });
  }
  throw new ConfigError(`${file}: a configuration must be a .ts, .mjs or .json file`, {
    hint: didYouMean(basename(path), fileNames, `for example ${fileNames[0]}`),
  });
}

async function parseJson(text: string, file: string): Promise<unknown> {
  // a byte order mark, with which some editors on Windows begin a file
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json) as unknown;
  } catch (cause) {
    const { findJsonMistake } = await import("./find-json-mistake.js");
    throw new ConfigError(`can't read ${file}`, {
      cause,
      hint: findJsonMistake(json) ?? "it is not JSON",
    });
  }
}

/**
 * The module's default export. jiti compiles TypeScript, which Node 20 does not; it is loaded only when such
 * a file is there. What the file imports of ours is what runs, also under npx, where its folder has no
 * node_modules.
 */
async function importDefault(path: string, file: string): Promise<unknown> {
  const [{ createJiti }, own, core, tables, zod] = await Promise.all([
    import("jiti"),
    import("../../index.js"),
    import("@42sync/core"),
    import("@42sync/core/tables"),
    import("zod"),
  ]);
  const jiti = createJiti(path, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: { "42sync": own, "@42sync/core": core, "@42sync/core/tables": tables, zod },
  });
  const found = await jiti.import(path);
  if (typeof found === "object" && found !== null && "default" in found) return found.default;
  throw new ConfigError(`${file} exports no configuration`, {
    hint: "it must have: export default defineConfig({ … }), with defineConfig from 42sync",
  });
}

/** Where it fails comes on a second line of jiti's message. */
function inOneLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replaceAll(/\s+/g, " ").trim().slice(0, 300);
}
