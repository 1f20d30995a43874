import { nightly } from "@42sync/core/pipelines";
import type { CommandContext } from "../../command-context.js";
import type { ExitCode } from "../../errors/exit-code.js";
import type { PipelineFlags } from "../pipeline/read-pipeline-flags.js";
import { runPipeline } from "../pipeline/run-pipeline.js";

/** `42sync nightly`. */
export function runNightly(context: CommandContext, flags: PipelineFlags): Promise<ExitCode> {
  return runPipeline(context, {
    pipeline: "nightly",
    flags,
    start: (pipeline, options) => nightly(pipeline, options),
  });
}
