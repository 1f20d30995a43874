import { readdirSync } from "node:fs";
import { repositoryRoot } from "./markdown-files.js";

/** A file of a folder that has an index. */
export interface IndexedFile {
  /** Its name without the ending: `titles-users`. */
  readonly file: string;
  /** The same as a name in code: `titlesUsers`. */
  readonly name: string;
  /** What it exports. */
  readonly module: Readonly<Record<string, unknown>>;
}

/** The files of a folder, loaded, by name; `except` are the files that declare nothing. */
export async function loadFiles(folder: string, except: readonly string[]): Promise<readonly IndexedFile[]> {
  const files = readdirSync(`${repositoryRoot}${folder}`)
    .map((file) => file.replace(/\.ts$/, ""))
    .filter((file) => !except.includes(file))
    .sort();
  return Promise.all(
    files.map(async (file) => ({
      file,
      name: file.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase()),
      module: (await import(
        /* @vite-ignore */ `${repositoryRoot}${folder}${file}.ts`
      )) as IndexedFile["module"],
    })),
  );
}

/**
 * The lines of an index, in the order that the index has now; new ones come last. So nobody has to give a
 * resource its place, and the passes of a run, the reports and the docs keep theirs.
 */
export function inKnownOrder(lines: readonly string[], before: string): readonly string[] {
  const known = before.split("\n");
  const place = (line: string): number => (known.includes(line) ? known.indexOf(line) : Infinity);
  return [...lines].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
