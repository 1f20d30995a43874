import { access, chmod, constants, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ConfigError } from "@42sync/core";
import { version } from "@42sync/core/internal";
import type { ProbeReport } from "@42sync/core/probe";
import type { CommandContext } from "../../command-context.js";
import { showCount, showMany } from "../../terminal/text.js";
import { countOf, showResult } from "./render.js";

/** Looks whether the report can be written, before anything is spent on it. @throws ConfigError */
export async function requireFolder({ cwd }: Pick<CommandContext, "cwd">, file: string): Promise<void> {
  try {
    await access(dirname(resolve(cwd, file)), constants.W_OK);
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

/** Writes the report for an issue, readable by its owner only. @throws ConfigError where it cannot be written */
export async function writeProbeReport(
  { cwd }: Pick<CommandContext, "cwd">,
  file: string,
  report: ProbeReport,
): Promise<void> {
  const path = resolve(cwd, file);
  try {
    await writeFile(path, renderProbeReport(report), { mode: 0o600 });
    // A file that was there keeps its mode otherwise.
    await chmod(path, 0o600);
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

function unwritable(file: string, cause: unknown): ConfigError {
  return new ConfigError(`cannot write the report ${file}`, {
    cause,
    hint: "name a file in a folder that is there and that you may write to",
  });
}

/**
 * The report as Markdown. Facts hold field names, types, counts and statuses: nothing that anybody's row says.
 * The campus, the application and the database are excluded.
 */
function renderProbeReport({ facts, hits, finished, error }: ProbeReport): string {
  const rows = facts.map((one) =>
    [one.fact, one.expected, one.seen, showResult(one)]
      .map((text) => text.replaceAll("|", "\\|"))
      .join(" | "),
  );
  return [
    "# What 42sync probe found",
    "",
    `42sync ${version}, ${showMany(hits, "request")}, ` +
      `${finished ? "all sent" : `ended early${error === null ? "" : ` (${error.code})`}`}.`,
    `${showCount(countOf(facts, false))} of ${showMany(facts.length, "fact")} differ, ` +
      `${showCount(countOf(facts, null))} could not be seen.`,
    "",
    "| fact | expected | seen | result |",
    "|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n");
}
