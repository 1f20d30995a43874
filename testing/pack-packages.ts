import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's own folder. */
export const repositoryRoot = fileURLToPath(new URL("..", import.meta.url));

/** The folders of the packages that are published, by name of folder. */
export const packageFolders = readdirSync(join(repositoryRoot, "packages")).sort();

/** A package as `npm publish` would send it. */
export interface PackedPackage {
  readonly name: string;
  /** Path of its tarball. */
  readonly tarball: string;
  /** Paths inside the tarball, sorted. */
  readonly files: readonly string[];
}

/** What `npm pack --json` says of one package, as far as it is needed here. */
interface PackReport {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs every package into a folder of its own; they must be built. The caller removes the folder. */
export function packPackages(): { readonly packages: readonly PackedPackage[]; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "42sync-packed-"));
  const workspaces = packageFolders.flatMap((name) => ["--workspace", `packages/${name}`]);
  const said = execFileSync(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder, ...workspaces],
    { cwd: repositoryRoot, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  const reports = JSON.parse(said) as readonly PackReport[]; // npm's documented output
  return {
    packages: reports.map(({ name, filename, files }) => ({
      name,
      tarball: join(folder, filename),
      files: files.map(({ path }) => path).sort(),
    })),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly repository: unknown;
}

/** A package's own declaration, as far as it is needed here. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(
    readFileSync(join(repositoryRoot, "packages", folder, "package.json"), "utf8"),
  ) as Manifest; // every package.json of ours has these
}
