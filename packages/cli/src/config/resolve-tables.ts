import { endpoints } from "@42sync/core";
import { defineMirror, optionalTables, tables, type Mirror, type TableRecord } from "@42sync/core/tables";
import { chooseTables, knownTables } from "./choose-tables.js";
import type { Config } from "./file/define-config.js";
import type { LoadedConfig } from "./file/load-config.js";
import { splitTableNames, type Names } from "./names.js";

/** Flags that choose tables. */
export interface TableFlags {
  readonly with?: string | undefined;
  readonly only?: string | undefined;
  readonly except?: string | undefined;
}

/** Which tables are mirrored, and the rules for them. */
export interface TableSettings {
  /** What is mirrored, for the store; a pipeline adds the scope, which may have to be looked up. */
  readonly mirror: Mirror<TableRecord, undefined>;
  /** Undefined: every mirrored table. */
  readonly only: readonly string[] | undefined;
  readonly except: readonly string[] | undefined;
  readonly drift: NonNullable<Config["drift"]>;
}

/**
 * Which tables are mirrored, and the rules for them. `--only` and `--except` are one choice: either flag
 * overrides both keys of the file. Rules of the file may name tables that aren't mirrored this time; they
 * are dropped.
 */
export function resolveTables(flags: TableFlags, loaded: LoadedConfig | undefined): TableSettings {
  const mirror = resolveMirror(flags, loaded);
  const known = Object.keys(mirror.tables);
  const given = [ofFlag("--only", flags.only, known), ofFlag("--except", flags.except, known)] as const;
  const [only, except] = given.some((names) => names !== undefined)
    ? given
    : [namesOf(loaded, "only"), namesOf(loaded, "except")];
  const { drift = "warn" } = loaded?.config ?? {};
  const ruled = new Set([...known, ...mirror.mirrored.map(({ endpoint }) => endpoint.name)]);
  return {
    mirror,
    only: only && chooseTables(only, known),
    except: except && chooseTables(except, known),
    drift:
      typeof drift === "string"
        ? drift
        : Object.fromEntries(Object.entries(drift).filter(([name]) => ruled.has(name))),
  };
}

/** Names that a key of the file gives. */
export function namesOf(
  loaded: LoadedConfig | undefined,
  key: "campus" | "with" | "only" | "except",
): Names | undefined {
  const names = loaded?.config[key];
  return names === undefined
    ? undefined
    : { names: names.map(String), from: `${loaded?.file ?? ""}: ${key}` };
}

function ofFlag(
  flag: "--with" | "--only" | "--except",
  text: string | undefined,
  known: readonly string[],
): Names | undefined {
  return text === undefined ? undefined : splitTableNames(flag, text, `the tables are ${known.join(", ")}`);
}

function resolveMirror(flags: TableFlags, loaded: LoadedConfig | undefined): TableSettings["mirror"] {
  const optional = Object.keys(optionalTables);
  const asked = ofFlag("--with", flags.with, optional) ?? namesOf(loaded, "with");
  const chosen = asked === undefined ? [] : chooseTables(asked, [...optional, ...Object.keys(tables)]);
  const { resources = [], raw = false } = loaded?.config ?? {};
  const mirror = defineMirror({ with: chosen, resources });
  checkRules(loaded, mirror);
  if (raw === false) return mirror;
  const kept = raw === true ? raw : raw.filter((name) => Object.hasOwn(mirror.tables, name));
  return defineMirror({ with: chosen, resources, raw: kept });
}

/** The tables that the other keys of the file name. */
function checkRules(loaded: LoadedConfig | undefined, mirror: TableSettings["mirror"]): void {
  if (loaded === undefined) return;
  const { privacy = {}, raw = false, drift = "warn" } = loaded.config;
  const all = knownTables(mirror).map((table) => table.name);
  chooseTables({ names: Object.keys(privacy), from: `${loaded.file}: privacy` }, all);
  const named = new Set([
    ...all,
    ...Object.keys(endpoints),
    ...mirror.resources.map(({ endpoint }) => endpoint.name),
  ]);
  if (typeof drift !== "string")
    chooseTables({ names: Object.keys(drift), from: `${loaded.file}: drift` }, [...named]);
  if (typeof raw !== "boolean") chooseTables({ names: raw, from: `${loaded.file}: raw` }, all);
}
