import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { packageFolders, repositoryRoot } from "../pack-packages.js";
import { runOrThrow } from "./run-command.js";

export interface ReleasedPackage {
  readonly name: string;
  readonly version: string;
  readonly changelog: string;
}

const leftBehind = new Set(["node_modules", ".git", "dist", ".42sync", ".env", "coverage"]);

/**
 * Copies the repository, as it lies here, to an empty folder; what npm installed is linked, our own packages
 * are the copy's.
 */
export function copyRepository(target: string): void {
  cpSync(repositoryRoot, target, { recursive: true, filter: (source) => !leftBehind.has(basename(source)) });
  linkInstalled(join(repositoryRoot, "node_modules"), join(target, "node_modules"));
  for (const folder of packageFolders) {
    linkInstalled(
      join(repositoryRoot, "packages", folder, "node_modules"),
      join(target, "packages", folder, "node_modules"),
    );
    const { name } = manifestOf(target, folder);
    mkdirSync(join(target, "node_modules", name, ".."), { recursive: true });
    symlinkSync(join(target, "packages", folder), join(target, "node_modules", name));
  }
}

function linkInstalled(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  const ours = new Set(["@42sync", "42sync", "42sync-examples"]);
  for (const name of readdirSync(from)) {
    if (!ours.has(name)) symlinkSync(join(from, name), join(to, name));
  }
}

/** Releases the copy as the workflow does: versions and changelogs by changesets, then build and publish. */
export async function release(
  copy: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly ReleasedPackage[]> {
  // Also right after a release there is something to release.
  const names = packageFolders.map((folder) => manifestOf(copy, folder).name);
  writeFileSync(
    join(copy, ".changeset", "of-the-test.md"),
    `---\n${names.map((name) => `"${name}": patch\n`).join("")}---\n\nReleased by a test.\n`,
  );
  const inCopy = {
    cwd: copy,
    env: {
      ...env,
      GIT_AUTHOR_NAME: "test",
      GIT_AUTHOR_EMAIL: "test@localhost",
      GIT_COMMITTER_NAME: "test",
      GIT_COMMITTER_EMAIL: "test@localhost",
    },
  };
  await runOrThrow(["git", "init", "--quiet", "--initial-branch", "main"], inCopy);
  await runOrThrow(["git", "add", "--all"], inCopy);
  await runOrThrow(["git", "commit", "--quiet", "--message", "repo: as it lies here"], inCopy);
  await runOrThrow(["npm", "run", "version"], inCopy);
  await runOrThrow(["npm", "run", "release"], inCopy);
  return packageFolders.map((folder) => ({
    ...manifestOf(copy, folder),
    changelog: readFileSync(join(copy, "packages", folder, "CHANGELOG.md"), "utf8"),
  }));
}

function manifestOf(root: string, folder: string): { readonly name: string; readonly version: string } {
  const { name, version } = JSON.parse(
    readFileSync(join(root, "packages", folder, "package.json"), "utf8"),
  ) as { name: string; version: string }; // every package.json of ours has both
  return { name, version };
}
