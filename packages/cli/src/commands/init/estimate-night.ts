import { systemClock, type Client } from "@42sync/core";
import { estimatePlan, type countsOf } from "@42sync/core/internal";
import { nightlyPolicy, planPipeline } from "@42sync/core/pipelines";
import type { Scope } from "@42sync/core/tables";
import type { CommandContext } from "../../command-context.js";
import type { Settings } from "../../config/resolve-settings.js";
import { useMirror } from "../../connect/use-mirror.js";
import { toPipelineOptions } from "../pipeline/read-pipeline-flags.js";
import { forecastRun } from "../plan/forecast-run.js";
import type { Cost } from "./campuses.js";

export interface NightInput {
  readonly client: Client;
  /** Shared by the estimates of all scopes, whose reference lists are the same. */
  readonly counts: ReturnType<typeof countsOf>;
  readonly settings: Settings;
  readonly scope: Scope;
}

/** What the next nightly of a scope takes, from the counts of 42's lists. */
export async function estimateNight(
  context: CommandContext,
  { client, counts, settings, scope }: NightInput,
): Promise<Cost> {
  return useMirror(context, { settings, command: "init" }, async ({ store }) => {
    const now = await client.serverNow(context.signal);
    const plan = await planPipeline(
      nightlyPolicy,
      { store, mirror: { ...settings.mirror, scope }, now },
      toPipelineOptions(settings, {}, "nightly"),
    );
    const estimate = await estimatePlan({ plan, store, now, ...counts });
    return {
      estimate,
      seconds: forecastRun(estimate.hits, client.usage, (context.clock ?? systemClock).now()).seconds,
    };
  });
}
