import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { repositoryRoot } from "../pack-packages.js";

/** Packages that a built entry point imports, lazily too, through every file of ours that it reaches. */
async function importedBy(...entry: readonly string[]): Promise<readonly string[]> {
  const file = join(repositoryRoot, "packages", ...entry);
  if (!existsSync(file)) throw new Error(`${file} is not built. Next: npm run build`);
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "error",
    tsconfigRaw: {}, // that of the repository leads to the sources
  });
  const external = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter((one) => one.external === true).map(({ path }) => path),
  );
  return [...new Set(external)].sort();
}

/** What npm installs with a workspace: its dependencies, and theirs, by the lock file. */
function installedWith(folder: string): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(repositoryRoot, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
  }; // npm's documented format
  const found = new Set<string>();
  const visit = (path: string): void => {
    for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
      if (found.has(name)) continue;
      found.add(name);
      visit(name.startsWith("@42sync/") ? name.replace("@42sync", "packages") : `node_modules/${name}`);
    }
  };
  visit(`packages/${folder}`);
  return [...found].sort();
}

test("a mirror and its pipelines import zod at most, and install nothing else", async () => {
  expect({
    client: await importedBy("core", "dist", "index.js"),
    tables: await importedBy("core", "dist", "tables.js"),
    pipelines: await importedBy("core", "dist", "pipelines", "index.js"),
    installed: installedWith("core"),
  }).toEqual({ client: ["zod"], tables: ["zod"], pipelines: [], installed: ["zod"] });
});

test("the store over PostgreSQL imports core and the driver, and installs no PGlite", async () => {
  const installed = installedWith("pg-store");
  expect({
    imported: (await importedBy("pg-store", "dist", "index.js")).filter(
      (name) => !name.startsWith("@42sync/core"),
    ),
    ours: installed.filter((name) => name.startsWith("@")),
    ofTheCommand: installed.filter((name) => /^(commander|cli-|@clack|csv|jiti|@electric-sql)/.test(name)),
  }).toEqual({ imported: ["pg", "pg-format"], ours: ["@42sync/core"], ofTheCommand: [] });
});
