import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules, isBuiltin } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  packageFolders,
  packPackages,
  readManifest,
  repositoryRoot,
  type PackedPackage,
} from "../pack-packages.js";

const isBuilt = packageFolders.every((name) => existsSync(join(repositoryRoot, "packages", name, "dist")));

/** Names of shared chunks carry a hash of their text. */
const withoutHash = (path: string): string => path.replace(/-[A-Za-z0-9_-]{8}(?=\.(?:js|d\.ts)$)/, "-HASH");
const listed = (one: PackedPackage): readonly string[] => [...new Set(one.files.map(withoutHash))];
const run = (file: string, args: readonly string[]): string =>
  execFileSync(file, args, { cwd: repositoryRoot, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const tool = (name: string): string => join(repositoryRoot, "node_modules", ".bin", name);

// `npm test` builds first.
describe.runIf(isBuilt)("packages as published", () => {
  let packed: ReturnType<typeof packPackages>;
  beforeAll(() => {
    packed = packPackages();
  });
  afterAll(() => packed.remove());

  test("hold what is listed here: no source, test, fixture or map", () => {
    const files = Object.fromEntries(packed.packages.map((one) => [one.name, listed(one)]));
    expect(files).toMatchSnapshot();
    expect(
      packed.packages
        .flatMap((one) => one.files)
        .filter(
          (path) =>
            !/^(?:LICENSE|THIRD-PARTY-LICENSES\.md|README\.md|package\.json)$/.test(path) &&
            !/^(?:bin\/42sync\.js|dist\/.+\.(?:js|d\.ts))$/.test(path),
        ),
    ).toEqual([]);
  });

  test("are right to publint, warnings counted as errors", () => {
    for (const { tarball } of packed.packages)
      expect(run(tool("publint"), ["run", tarball, "--strict"])).toContain("All good!");
  });

  test("have types that resolve wherever ES modules do", () => {
    for (const { tarball } of packed.packages) {
      const said = JSON.parse(run(tool("attw"), [tarball, "--profile", "esm-only", "--format", "json"])) as {
        analysis: { problems: readonly { kind: string; resolutionKind?: string }[] };
      }; // its documented output
      const problems = said.analysis.problems.filter(
        ({ resolutionKind }) => resolutionKind !== "node10" && resolutionKind !== "node16-cjs",
      );
      expect(problems).toEqual([]);
    }
  });

  test("can be required, and are then the same module", () => {
    for (const folder of packageFolders) {
      const { name, exports } = readManifest(folder);
      const entries = Object.entries(exports)
        .filter(([, target]) => typeof target !== "string")
        .map(([path]) => name + path.slice(1));
      for (const entry of entries) {
        const same =
          `import(${JSON.stringify(entry)}).then((it) => process.stdout.write(String(it === ` +
          `require(${JSON.stringify(entry)}))))`;
        expect([entry, run(process.execPath, ["--input-type=commonjs", "--eval", same])]).toEqual([
          entry,
          "true",
        ]);
      }
    }
  });

  test("core as built imports zod only, and names whose license it carries along", () => {
    const dist = join(repositoryRoot, "packages", "core", "dist");
    const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.(?:js|d\.ts)$/.test(file),
    );
    const imported = files.flatMap((file) =>
      [
        ...readFileSync(join(dist, file), "utf8").matchAll(
          /(?:\bfrom|\bimport|\brequire\()\s*\(?["']([^"'\n]+)["']/g,
        ),
      ].map(([, to]) => to ?? ""),
    );
    expect([...new Set(imported.filter((to) => !to.startsWith(".")))].sort()).toEqual(["zod"]);
    const bundled = files.flatMap((file) =>
      [
        ...readFileSync(join(dist, file), "utf8").matchAll(
          /^\/\/ (?:\.\.\/)*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm,
        ),
      ].map(([, name]) => name),
    );
    expect([...new Set(bundled)]).toEqual(["ofetch"]);
    const license = readFileSync(join(repositoryRoot, "node_modules", "ofetch", "LICENSE"), "utf8");
    expect(readFileSync(join(dist, "..", "THIRD-PARTY-LICENSES.md"), "utf8")).toContain(license);
  });

  test.each([
    [
      "as Node resolves it",
      { platform: "node", mainFields: ["main"], conditions: ["node", "import", "module-sync"] },
    ],
    [
      "where a bundler resolves it",
      { platform: "neutral", mainFields: ["module", "main"], conditions: ["import"] },
    ],
  ] as const)(
    "nothing in core's import graph is a Node built-in, %s",
    async (_, { platform, mainFields, conditions }) => {
      const folder = join(repositoryRoot, "packages", "core");
      const entries = Object.values(readManifest("core").exports).flatMap((target) =>
        typeof target === "string" ? [] : [join(folder, target.default)],
      );
      const external = ["node:*", ...builtinModules];
      const { metafile } = await build({
        entryPoints: entries,
        outdir: "unused",
        write: false,
        metafile: true,
        bundle: true,
        format: "esm",
        platform,
        mainFields: [...mainFields],
        conditions: [...conditions],
        external,
        logLevel: "error",
      });
      expect(Object.keys(metafile.inputs)).toEqual(
        expect.arrayContaining(["packages/core/dist/index.js", "packages/core/dist/tables.js"]),
      );
      expect(
        Object.keys(metafile.inputs).filter((file) => file.includes("node_modules/zod/")).length,
      ).toBeGreaterThan(0);
      expect(
        Object.values(metafile.inputs)
          .flatMap(({ imports }) => imports.map(({ path }) => path))
          .filter(isBuiltin),
      ).toEqual([]);
    },
  );
});
