import { ConfigError } from "@42sync/core";
import { chooseTables } from "../config/choose-tables.js";
import type { Moment } from "../config/parse-values.js";
import type { IncrementalOptions } from "../pipelines/incremental.js";
import type { PipelineOptions } from "../pipelines/pipeline.js";
import type { DatabaseFlags } from "./settle-database.js";
import type { ScopeFlags } from "./settle-scope.js";

/** Flags of both pipelines. */
export interface PipelineFlags extends DatabaseFlags, ScopeFlags {
  readonly only?: string | undefined;
  readonly except?: string | undefined;
  readonly force?: true | undefined;
  readonly maxHits?: number | undefined;
  readonly reserve?: number | undefined;
  readonly wait?: true | undefined;
  readonly dryRun?: true | undefined;
  readonly json?: true | undefined;
}

export interface IncrementalFlags extends PipelineFlags {
  readonly since?: Moment | undefined;
  readonly until?: Moment | undefined;
}

/** Tables and force, as the flags say. */
export function readPipelineOptions(flags: Pick<PipelineFlags, "only" | "except" | "force">): PipelineOptions {
  const only = chooseTables("--only", flags.only);
  const except = chooseTables("--except", flags.except);
  return { ...(only === undefined ? {} : { only }), ...(except === undefined ? {} : { except }), ...(flags.force === true ? { force: true } : {}) };
}

/** The window that the flags name. */
export function toWindow(since: Moment, until: Moment | undefined, now: Date): Pick<IncrementalOptions, "since" | "until"> {
  const at = (moment: Moment): Date => ("at" in moment ? moment.at : new Date(now.getTime() - moment.agoMs));
  const [from, to] = [at(since), until === undefined ? undefined : at(until)];
  if (from.getTime() >= (to ?? now).getTime()) throw new ConfigError("the window ends before it begins", { hint: "--since is the earlier one; 48h means 48 hours ago" });
  return to === undefined ? { since: from } : { since: from, until: to };
}
