import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@42sync/core";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { serveSandbox } from "@42sync/sandbox/server";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { packageFolders, readManifest, repositoryRoot } from "../pack-packages.js";
import { startLocalRegistry, type LocalRegistry } from "./local-registry.js";
import { copyRepository, release, type ReleasedPackage } from "./release-copy.js";
import { runCommand, runOrThrow } from "./run-command.js";

const home = mkdtempSync(join(tmpdir(), "42sync-published-"));
let registry: LocalRegistry;
let released: readonly ReleasedPackage[];

/** A user's surroundings: an empty home with an empty npm cache, and the local registry. */
function surroundings(name: string): Readonly<Record<string, string>> {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  // npm publishes with a token only, whatever it is.
  writeFileSync(
    join(folder, ".npmrc"),
    [
      `registry=${registry.url}`,
      `${registry.url.replace("http:", "")}:_authToken=anybody`,
      "audit=false",
      "fund=false",
      "update-notifier=false",
      "",
    ].join("\n"),
  );
  return { PATH: process.env["PATH"] ?? "", HOME: folder, npm_config_cache: join(folder, "npm-cache") };
}

function emptyFolder(name: string): string {
  const folder = join(home, name, "project");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A changelog indents the lines of a change. */
const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

beforeAll(async () => {
  registry = await startLocalRegistry(join(home, "registry"));
  const copy = join(home, "copy");
  copyRepository(copy);
  released = await release(copy, surroundings("maintainer"));
}, 600_000);

afterAll(async () => {
  await registry.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

describe("released by changesets to a registry", () => {
  test("all packages have one version, a new one", () => {
    const [version] = released.map((one) => one.version);
    expect(released.map(({ name, version: own }) => [name, own])).toEqual(
      packageFolders.map((folder) => [readManifest(folder).name, version]),
    );
    expect(version).not.toBe(
      JSON.parse(readFileSync(join(repositoryRoot, "packages", "core", "package.json"), "utf8"))["version"],
    );
  });

  test("changelogs say each change in its own words, to the users of the packages that it names", () => {
    const pending = join(repositoryRoot, ".changeset");
    for (const file of readdirSync(pending).filter((name) => name.endsWith(".md") && name !== "README.md")) {
      const [, head = "", words = ""] = readFileSync(join(pending, file), "utf8").split(/^---$/m);
      for (const { name, changelog } of released)
        expect([file, name, oneLine(changelog).includes(oneLine(words))]).toEqual([
          file,
          name,
          head.includes(`"${name}":`),
        ]);
    }
  });

  test("npx -y 42sync nightly fills a database in an empty folder, from an empty cache", async () => {
    const application = { ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 };
    const sandbox = createSandbox({ size: 30, seed: 7, applications: [application] });
    const served = await serveSandbox(sandbox);
    onTestFinished(() => served.close());
    const cwd = emptyFolder("user");
    const env = {
      ...surroundings("user"),
      FORTYTWO_API_URL: served.url,
      FORTYTWO_CLIENT_ID: application.clientId,
      FORTYTWO_CLIENT_SECRET: application.clientSecret,
    };
    const nightly = await runCommand(["npx", "-y", "42sync", "nightly"], { cwd, env });
    expect(nightly).toMatchObject({ code: 0 });

    const client = createClient({ ...application, url: served.url });
    const rows = await runOrThrow(
      ["npx", "-y", "42sync", "query", "select count(*)::int as users from users", "--json"],
      { cwd, env },
    );
    expect(JSON.parse(rows)).toEqual([
      {
        users: await client.users.count({
          under: { cursus: 21 },
          filter: { kind: "student", "alumni?": false },
        }),
      },
    ]);
    expect(await runCommand(["npx", "-y", "42sync", "--version"], { cwd, env })).toEqual({
      code: 0,
      out: `${released[0]!.version}\n`,
      err: "",
    });
  }, 300_000);

  test("every entry can be imported and required from an empty project, and is one module", async () => {
    const cwd = emptyFolder("developer");
    const env = surroundings("developer");
    writeFileSync(join(cwd, "package.json"), JSON.stringify({ private: true }));
    await runOrThrow(["npm", "install", ...released.map(({ name, version }) => `${name}@${version}`)], {
      cwd,
      env,
    });
    // Without msw, an optional peer that a user brings.
    const entries = packageFolders.flatMap((folder) => {
      const { name, exports } = readManifest(folder);
      return Object.entries(exports).flatMap(([path, target]) =>
        typeof target === "string" || path === "./msw" ? [] : [name + path.slice(1)],
      );
    });
    writeFileSync(
      join(cwd, "try.cjs"),
      `Promise.all(${JSON.stringify(entries)}.map((entry) => import(entry).then((it) => [entry, ` +
        "it === require(entry)]))).then((all) => console.log(JSON.stringify(all)));",
    );
    expect(JSON.parse(await runOrThrow(["node", "--no-warnings", "try.cjs"], { cwd, env }))).toEqual(
      entries.map((entry) => [entry, true]),
    );
  }, 300_000);
});
