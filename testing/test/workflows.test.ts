import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { describe, expect, test } from "vitest";
import { packageFolders, readManifest, repositoryRoot } from "../pack-packages.js";

const folder = join(repositoryRoot, ".github", "workflows");
const workflows = readdirSync(folder).map(
  (file) => [file, readFileSync(join(folder, file), "utf8")] as const,
);

describe("workflows", () => {
  test.each(workflows)("%s is one that GitHub takes", (_file, text) => {
    expect(validateWorkflow(text)).toEqual({ actionType: "workflow", errors: [] });
    expect(validateWorkflow(text.replaceAll("runs-on:", "run-on:")).errors).not.toEqual([]);
  });

  test.each(workflows)("%s uses actions by commit, so that a moved tag changes nothing", (_file, text) => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action!);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual(
      [],
    );
    expect(used.length).toBeGreaterThan(0);
  });

  test("npm gets the repository of every package, which provenance is checked against", () => {
    for (const name of packageFolders)
      expect(readManifest(name).repository).toEqual({
        type: "git",
        url: "git+https://github.com/42sync/42sync.git",
        directory: `packages/${name}`,
      });
  });
});
