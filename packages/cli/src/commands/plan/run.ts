import { systemClock, type Client } from "@42sync/core";
import {
  countsOf,
  estimateFromRuns,
  estimatePlan,
  type Estimate,
  toPlanOptions,
} from "@42sync/core/internal";
import { incrementalPolicy, nightlyPolicy, type PassChoices, planPipeline } from "@42sync/core/pipelines";
import { scopeKey } from "@42sync/core/tables";
import type { CommandContext } from "../../command-context.js";
import { readApiSettings } from "../../config/credentials.js";
import { resolveSettings, type Settings } from "../../config/resolve-settings.js";
import { resolveScope } from "../../config/scope/resolve-scope.js";
import { completeScopes, otherScopeCommand } from "../../config/scope/scope-command.js";
import { openClient, type OpenClient } from "../../connect/open-client.js";
import { useMirror } from "../../connect/use-mirror.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { tableWidth, printJson } from "../../terminal/io.js";
import { toPipelineOptions, toWindow, type IncrementalFlags } from "../pipeline/read-pipeline-flags.js";
import { forecastRun } from "./forecast-run.js";
import { renderPlan } from "./render.js";

export interface PlanFlags extends IncrementalFlags {
  readonly offline?: true | undefined;
}

/** `42sync plan`, and `--dry-run` of a run. Writes nothing and takes no lock. */
export async function runPlan(
  context: CommandContext,
  pipeline: "nightly" | "incremental",
  flags: PlanFlags,
): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const clock = context.clock ?? systemClock;
  const opened = flags.offline === true ? undefined : openPlanClient(context, settings);
  const client = opened?.client;
  const { estimate, complete } = await useMirror(
    context,
    { settings, command: "plan" },
    async ({ store, pg }) => {
      const scope = await resolveScope({ settings, client, store: pg, signal: context.signal });
      const now = client === undefined ? new Date(clock.now()) : await client.serverNow(context.signal);
      const policy = pipeline === "nightly" ? nightlyPolicy : incrementalPolicy;
      const plan = await planPipeline(
        policy,
        { store, mirror: { ...settings.mirror, scope }, now },
        readOptions(pipeline, settings, flags, now),
      );
      const complete = completeScopes((await pg?.reports.freshness()) ?? []);
      if (client === undefined)
        return {
          complete,
          estimate: estimateFromRuns(plan, (await pg?.reports.passCosts(scopeKey(scope))) ?? []),
        };
      return {
        complete,
        estimate: await estimatePlan({ plan, store, now, ...countsOf(client, context.signal) }),
      };
    },
  ).finally(() => opened?.close());
  print(context, settings, estimate, client, flags);
  const command = pipeline === "nightly" ? "plan" : `plan ${pipeline}`;
  if (flags.json !== true && !complete.includes(estimate.scope))
    for (const scope of complete)
      context.io.out(
        `nothing of ${estimate.scope} is complete yet; to plan ${scope}: ` +
          `${otherScopeCommand(command, scope, settings)}\n`,
      );
  return exitCodes.done;
}

function readOptions(
  pipeline: "nightly" | "incremental",
  settings: Settings,
  flags: PlanFlags,
  now: Date,
): PassChoices {
  const options = toPipelineOptions(settings, flags, pipeline);
  return pipeline === "nightly" || flags.since === undefined
    ? options
    : toPlanOptions({ ...options, ...toWindow(flags.since, flags.until, now) });
}

function openPlanClient(context: CommandContext, settings: Settings): OpenClient {
  const api = readApiSettings(settings.env);
  context.secrets.add(api.clientSecret);
  context.secrets.add(api.nextClientSecret);
  return openClient(context, {
    api,
    target: () => settings.target,
    needsDatabase: false,
    reserve: settings.reserve,
  });
}

function print(
  { io, clock = systemClock }: CommandContext,
  settings: Settings,
  estimate: Estimate,
  client: Client | undefined,
  flags: PlanFlags,
): void {
  const forecast = client === undefined ? undefined : forecastRun(estimate.hits, client.usage, clock.now());
  if (flags.json === true) {
    printJson(io, {
      ...estimate,
      database: settings.label,
      spent: client?.usage.hits ?? 0,
      seconds: forecast?.seconds ?? null,
      hitsRemaining: client?.usage.remainingThisHour ?? null,
      hitsRemainingAfterwards: forecast?.remaining ?? null,
      exitCode: exitCodes.done,
    });
    return;
  }
  const plan = renderPlan({ estimate, forecast, usage: client?.usage, ...tableWidth(io) });
  io.out(`database: ${settings.label}\n${plan}`);
}
