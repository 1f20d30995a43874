import { ConfigError } from "@42sync/core";
import { incremental } from "@42sync/core/pipelines";
import type { CommandContext } from "../../command-context.js";
import type { ExitCode } from "../../errors/exit-code.js";
import type { IncrementalFlags } from "../pipeline/read-pipeline-flags.js";
import { runPipeline } from "../pipeline/run-pipeline.js";

/** `42sync incremental`. */
export function runIncremental(context: CommandContext, flags: IncrementalFlags): Promise<ExitCode> {
  const isRun = flags.replay === undefined && flags.dryRun !== true;
  if (isRun && flags.since === undefined && flags.until !== undefined)
    throw new ConfigError("--until needs --since", { hint: "for example: --since 48h --until 24h" });
  return runPipeline(context, {
    pipeline: "incremental",
    flags,
    start: (pipeline, options) => incremental(pipeline, options),
  });
}
