import { ConfigError } from "@42sync/core";
import type { IncrementalOptions, PipelineOptions } from "@42sync/core/pipelines";
import type { Moment } from "../../config/parse-values.js";
import type { SettingFlags, Settings } from "../../config/resolve-settings.js";

/** Flags of both pipelines. */
export interface PipelineFlags extends SettingFlags {
  readonly force?: true | undefined;
  readonly allowMassDeletion?: true | undefined;
  readonly maxHits?: number | undefined;
  readonly wait?: true | undefined;
  readonly skipIfLocked?: true | undefined;
  readonly dryRun?: true | undefined;
  /** Folder that the run's pages are kept in. */
  readonly record?: string | undefined;
  /** Folder of recordings to repeat. */
  readonly replay?: string | undefined;
  readonly json?: true | undefined;
}

export interface IncrementalFlags extends PipelineFlags {
  readonly since?: Moment | undefined;
  readonly until?: Moment | undefined;
}

/** The options of a pipeline, from settings and flags. */
export function toPipelineOptions(
  { only, except, referenceTtlMs, marginMs, refreshBudget }: Settings,
  flags: Pick<PipelineFlags, "force" | "allowMassDeletion">,
  pipeline: "nightly" | "incremental",
): PipelineOptions {
  return {
    ...(only === undefined ? {} : { only }),
    ...(except === undefined ? {} : { except }),
    ...(flags.force === true ? { force: true } : {}),
    ...(referenceTtlMs === undefined ? {} : { referenceTtlMs }),
    ...(marginMs === undefined ? {} : { marginMs }),
    // Rows that change without notice are re-read by nightly only.
    ...(refreshBudget === undefined || pipeline === "incremental" ? {} : { refreshHits: refreshBudget }),
    ...(flags.allowMassDeletion === true ? { allowMassDeletion: true } : {}),
  };
}

/** The window that the flags name. */
export function toWindow(
  since: Moment,
  until: Moment | undefined,
  now: Date,
): Pick<IncrementalOptions, "since" | "until"> {
  const at = (moment: Moment): Date => ("at" in moment ? moment.at : new Date(now.getTime() - moment.agoMs));
  const [from, to] = [at(since), until === undefined ? undefined : at(until)];
  if (from.getTime() >= (to ?? now).getTime())
    throw new ConfigError("the window ends before it begins", {
      hint: "--since must be earlier than --until; 48h means 48 hours ago",
    });
  return to === undefined ? { since: from } : { since: from, until: to };
}
