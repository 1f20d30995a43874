import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../decisions/", import.meta.url);

/** The titles of the decisions, in order. */
export function listDecisions(): string {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}-.*\.md$/.test(file))
    .sort();
  return files.map((file) => `- [${titleOf(file)}](${file})`).join("\n");
}

function titleOf(file: string): string {
  const title = readFileSync(new URL(file, folder), "utf8").split("\n")[0]?.replace(/^# /, "") ?? "";
  return title.replace(/^(\d+)\. /, "$1\\. ");
}
