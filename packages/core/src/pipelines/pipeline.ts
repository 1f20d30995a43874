import type { Client } from "../client/client.js";
import { systemClock, type Clock } from "../clock.js";
import type { Redact } from "../resource/privacy.js";
import type { Scope } from "../resource/scope.js";
import { withRaw } from "../resource/with-raw.js";
import { mirroredResources, type MirrorChoice } from "../resources/mirrored-tables.js";
import type { Mirrored } from "../sync/plan/mirrored.js";
import type { PlanOptions, Policy } from "../sync/plan/plan-input.js";
import { makePlan } from "../sync/plan/plan.js";
import type { Plan } from "../sync/plan/planned-pass.js";
import type { Store } from "../sync/ports/store.js";
import type { RunEvent } from "../sync/report/events.js";
import type { RunReport } from "../sync/report/report.js";
import { runPlan } from "../sync/run/run-plan.js";
import { clientSource } from "../sync/sources/client-source.js";
import type { DriftPolicy } from "../sync/sources/drift-policy.js";
import { driftSource } from "../sync/sources/drift-source.js";
import type { PageSource } from "../sync/sources/page-source.js";
import { privateSource } from "../sync/sources/private-source.js";

/** What a pipeline works with; all of it is yours to make and to close. */
export type PipelineContext = PipelineSurroundings & (FromClient | FromSource);

/** Pages come from 42. */
interface FromClient {
  readonly client: Client;
  /** A privacy profile that their items lose something to, see `createRedact`. @default none */
  readonly redact?: Redact;
  readonly source?: never;
}

/** Pages come from elsewhere, and are taken as they come: from a recording, see `replaySource`. */
interface FromSource {
  readonly source: PageSource;
  readonly client?: never;
  readonly redact?: never;
}

interface PipelineSurroundings extends MirrorChoice {
  /** A migrated store: `await store.migrate()` before. */
  readonly store: Store;
  readonly scope: Scope;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /**
   * What becomes of a run when a resource is not as it was declared; one for all, or by table.
   * @default "warn"
   */
  readonly drift?: DriftPolicy;
  /**
   * Tables that keep each item whole in a column `raw`; the store was made with `tables: withRaw(tables, …)`
   * of the same.
   * @default none
   */
  readonly raw?: boolean | readonly string[];
  readonly onEvent?: (event: RunEvent) => void;
  /** Stops at once; the page in hand is not stored. */
  readonly signal?: AbortSignal;
  /** Stops after the page in hand. */
  readonly finish?: AbortSignal;
}

/** Which tables a pipeline takes. */
export interface PipelineOptions {
  /** Only these tables, by name. */
  readonly only?: readonly string[];
  /** Not these tables. */
  readonly except?: readonly string[];
  /** Reads reference lists again however young they are. */
  readonly force?: boolean;
  /** Reference lists younger than this are not read again. Milliseconds. @default 20 hours */
  readonly referenceTtlMs?: number;
  /** A window begins this much before the watermark. Milliseconds. @default 5 minutes */
  readonly marginMs?: number;
  /**
   * Hits for reading again what changes in silence, the longest unread first; 0 reads none.
   * @default 100 in `nightly`, 0 in `incremental`
   */
  readonly refreshHits?: number;
  /** Marks rows as gone also where they are more than 50 and 2 % of a table at once. @default false */
  readonly allowMassDeletion?: boolean;
}

/** What a plan is told, and how the policy is changed. */
export type PassChoices = PlanOptions &
  Pick<PipelineOptions, "referenceTtlMs" | "marginMs" | "refreshHits" | "allowMassDeletion">;

/** Every mirrored table with the endpoint that fills it. */
export function mirroredOf({
  raw = false,
  ...choice
}: MirrorChoice & Pick<PipelineSurroundings, "raw">): readonly Mirrored[] {
  const mirrored = mirroredResources(choice);
  const byName = withRaw(Object.fromEntries(mirrored.map(({ table }) => [table.name, table])), raw);
  return mirrored.map(({ table, endpoint }) => ({ table: byName[table.name] ?? table, endpoint }));
}

/** What a plan is made from. */
export interface PlanContext extends MirrorChoice {
  readonly store: Pick<Store, "watermarks" | "counts">;
  readonly scope: Scope;
  /** The server's clock. */
  readonly now: Date;
}

/** The passes that a run of a policy would make; asks nothing. */
export function planPipeline(policy: Policy, context: PlanContext, choices: PassChoices = {}): Promise<Plan> {
  return makePlan({ mirrored: mirroredOf(context), ...context, ...splitChoices(policy, choices) });
}

/**
 * Runs a policy: plans under the lock, then makes the passes in order. Returns the report, also of a run that
 * ended early.
 */
export function runPipeline(
  policy: Policy,
  context: PipelineContext,
  choices: PassChoices = {},
): Promise<RunReport> {
  const { store, scope, onEvent, signal, finish } = context;
  const mirrored = mirroredOf(context);
  const source = driftedSourceOf(context);
  return runPlan({
    source,
    store,
    clock: context.clock ?? systemClock,
    name: policy.name,
    plan: async () =>
      makePlan({
        mirrored,
        store,
        scope,
        now: await source.serverNow(signal),
        ...splitChoices(policy, choices),
      }),
    allowMassDeletion: choices.allowMassDeletion ?? false,
    ...(onEvent === undefined ? {} : { onEvent }),
    ...(signal === undefined ? {} : { signal }),
    ...(finish === undefined ? {} : { finish }),
  });
}

/** Where pages come from, with privacy and the drift policy applied. */
export function driftedSourceOf(context: PipelineContext): PageSource {
  const { scope, drift = "warn" } = context;
  return driftSource(sourceOf(context), { mirrored: mirroredOf(context), scope, drift });
}

function sourceOf({ source, client, redact }: PipelineContext): PageSource {
  if (source !== undefined) return source;
  return redact === undefined ? clientSource(client) : privateSource(clientSource(client), redact);
}

function splitChoices(policy: Policy, choices: PassChoices): { policy: Policy; options: PlanOptions } {
  const {
    referenceTtlMs = policy.referenceTtlMs,
    marginMs = policy.marginMs,
    refreshHits = policy.refreshHits,
    allowMassDeletion: _,
    ...options
  } = choices;
  return { policy: { ...policy, referenceTtlMs, marginMs, refreshHits }, options };
}
