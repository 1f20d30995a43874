import { ConfigError } from "@42sync/core";
import type { RunDetails, RunSummary } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { resolveSettings, type SettingFlags } from "../../config/resolve-settings.js";
import { useMirror } from "../../connect/use-mirror.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { tableWidth, printJson } from "../../terminal/io.js";
import { renderRunDetails } from "./render.js";
import { renderRuns } from "./run-table.js";

export interface RunsFlags extends Pick<SettingFlags, "config" | "database" | "schema"> {
  readonly limit: number;
  readonly json?: true | undefined;
}

/** `42sync runs [id]`: the last runs, or one of them pass by pass. */
export async function runRuns(
  context: CommandContext,
  id: number | undefined,
  flags: RunsFlags,
): Promise<ExitCode> {
  const { io } = context;
  const settings = await resolveSettings(context, flags);
  const limit = tableWidth(io);
  const found = await useMirror(
    context,
    { settings, command: "runs" },
    async ({ pg }): Promise<RunDetails | readonly RunSummary[]> => {
      if (id === undefined) return (await pg?.reports.runs(flags.limit)) ?? [];
      const run = await pg?.reports.run(id);
      if (run !== undefined) return run;
      throw new ConfigError(`no run ${String(id)} in the schema ${settings.schema}`, {
        hint: "42sync runs lists the last runs",
      });
    },
  );
  if (flags.json === true) printJson(io, found);
  else if ("passDetails" in found) io.out(renderRunDetails(found, limit));
  else
    io.out(
      found.length === 0 ? "there has been no run yet\n  next: 42sync nightly\n" : renderRuns(found, limit),
    );
  return exitCodes.done;
}
