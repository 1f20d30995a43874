import { scopeKey, systemClock, version, type Client } from "@42sync/core";
import { countsOf, createMemoryStore, estimateFromRuns, estimatePlan, type Estimate, type PlanOptions, type Store } from "@42sync/core/sync";
import type { PgStoreCore } from "@42sync/pg-store";
import type { CommandContext } from "../commands/command-context.js";
import { readApiSettings } from "../config/credentials.js";
import { hasEmbeddedDatabase } from "../connect/embedded-folder.js";
import { openClient } from "../connect/open-client.js";
import { isUnmigrated } from "../connect/open-database.js";
import { exitCodes, type ExitCode } from "../exit-code.js";
import { incrementalPolicy, toPlanOptions } from "../pipelines/incremental.js";
import { nightlyPolicy } from "../pipelines/nightly.js";
import { planPipeline } from "../pipelines/pipeline.js";
import { forecastRun } from "../render/forecast-run.js";
import { renderPlan } from "../render/plan.js";
import { createCliLogger } from "./cli-logger.js";
import { readPipelineOptions, toWindow, type IncrementalFlags } from "./read-pipeline-flags.js";
import { settleDatabase, useDatabase, type Settled } from "./settle-database.js";
import { settleScope } from "./settle-scope.js";

export interface PlanFlags extends IncrementalFlags {
  readonly offline?: true | undefined;
}

/** A store as far as a plan needs it: what is mirrored, or nothing yet. */
interface Mirror {
  readonly store: Pick<Store, "watermarks" | "counts">;
  readonly pg: PgStoreCore | undefined;
}

/** `42sync plan`, and `--dry-run` of a run. Writes nothing and takes no lock. */
export async function runPlanCommand(context: CommandContext, pipeline: "nightly" | "incremental", flags: PlanFlags): Promise<ExitCode> {
  const settled = await settleDatabase(context, flags);
  const clock = context.clock ?? systemClock;
  const client = flags.offline === true ? undefined : openPlanClient(context, settled);
  const estimate = await useMirror(context, settled, flags.schema, async ({ store, pg }) => {
    const scope = await settleScope({ flags, client, store: pg, signal: context.signal });
    const now = client === undefined ? new Date(clock.now()) : await client.serverNow(context.signal);
    const policy = pipeline === "nightly" ? nightlyPolicy : incrementalPolicy;
    const plan = await planPipeline(policy, { store, scope, now }, readOptions(pipeline, flags, now));
    if (client === undefined) return estimateFromRuns(plan, (await pg?.passCosts(scopeKey(scope))) ?? []);
    return estimatePlan({ plan, store, now, ...countsOf(client, context.signal) });
  });
  tell(context, settled, estimate, client, flags);
  return exitCodes.done;
}

function readOptions(pipeline: "nightly" | "incremental", flags: PlanFlags, now: Date): PlanOptions {
  const options = readPipelineOptions(flags);
  return pipeline === "nightly" || flags.since === undefined ? options : toPlanOptions({ ...options, ...toWindow(flags.since, flags.until, now) });
}

function openPlanClient(context: CommandContext, settled: Settled): Client {
  const api = readApiSettings(settled.env);
  context.secrets.add(api.clientSecret);
  context.secrets.add(api.nextClientSecret);
  const logger = createCliLogger((line) => {
    context.io.err(`${line}\n`);
  }, context.debug);
  return openClient({ api, version, logger, clock: context.clock ?? systemClock, fetch: context.fetch, maxHits: undefined, wait: false });
}

/** Opens what is mirrored. Where nothing is, a plan is that of the first run. */
async function useMirror(context: CommandContext, settled: Settled, schema: string, work: (mirror: Mirror) => Promise<Estimate>): Promise<Estimate> {
  const nothing: Mirror = { store: createMemoryStore(), pg: undefined };
  if (settled.target.kind === "folder" && !hasEmbeddedDatabase(settled.target.folder)) return work(nothing);
  return useDatabase(context, { settled, schema, command: "plan", create: false }, async ({ store }) => {
    try {
      await store.freshness();
    } catch (error) {
      if (isUnmigrated(error)) return work(nothing);
      throw error;
    }
    return work({ store, pg: store });
  });
}

function tell({ io, clock = systemClock }: CommandContext, settled: Settled, estimate: Estimate, client: Client | undefined, flags: PlanFlags): void {
  const forecast = client === undefined ? undefined : forecastRun(estimate.hits, client.usage, clock.now());
  if (flags.json === true) {
    io.out(`${JSON.stringify({ ...estimate, database: settled.says, spent: client?.usage.hits ?? 0, seconds: forecast?.seconds ?? null, hitsLeft: client?.usage.leftThisHour ?? null, hitsLeftAfterwards: forecast?.left ?? null, exitCode: exitCodes.done }, null, 2)}\n`);
    return;
  }
  io.out(`database: ${settled.says}\n${renderPlan({ estimate, forecast, usage: client?.usage, ...(io.outTerminal ? { width: io.columns } : {}) })}`);
}
