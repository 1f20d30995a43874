import type { Client } from "../client/client.js";
import { systemClock, type Clock } from "../clock.js";
import { ConfigError } from "../errors/index.js";
import type { Scope } from "../resource/scope.js";
import type { Mirror, Mirrored, TableRecord } from "../define-mirror.js";
import type { PlanOptions, Policy } from "../sync/plan/plan-input.js";
import { makePlan } from "../sync/plan/plan.js";
import type { Plan } from "../sync/plan/planned-pass.js";
import { withFacts } from "../sync/plan/with-facts.js";
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

/** Pages come from 42; `mirror.redact` is applied to their items. */
interface FromClient {
  readonly client: Client;
  readonly source?: never;
}

/**
 * Pages come from elsewhere and are stored as they come: `mirror.redact` is not applied to them, because a
 * recording holds what privacy left. A source of your own applies it itself.
 */
interface FromSource {
  readonly source: PageSource;
  readonly client?: never;
}

interface PipelineSurroundings {
  /** A migrated store of the same mirror: `await store.migrate()` before. */
  readonly store: Store;
  /** What is mirrored, see `defineMirror`. */
  readonly mirror: Mirror;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /**
   * What becomes of a run when a resource is not as it was declared; one for all, or by table.
   * @default "warn"
   */
  readonly drift?: DriftPolicy;
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

/** What a plan is made from. */
export interface PlanContext {
  readonly store: Pick<Store, "watermarks" | "counts" | "probes">;
  readonly mirror: Mirror;
  /** The server's clock. */
  readonly now: Date;
}

/** The passes that a run of a policy would make; asks nothing. */
export async function planPipeline(
  policy: Policy,
  { store, mirror, now }: PlanContext,
  choices: PassChoices = {},
): Promise<Plan> {
  requireScope(mirror);
  const { scope } = mirror;
  return makePlan({
    mirrored: await probedMirror(mirror, store),
    scope,
    store,
    now,
    ...splitChoices(policy, choices),
  });
}

/**
 * Runs a policy: plans under the lock, then makes the passes in order. Returns the report, also of a run that
 * ended early.
 */
export async function runPipeline(
  policy: Policy,
  context: PipelineContext,
  choices: PassChoices = {},
): Promise<RunReport> {
  const { store, mirror, onEvent, signal, finish } = context;
  const { scope } = mirror;
  const source = driftedSourceOf(context);
  return runPlan({
    source,
    store,
    clock: context.clock ?? systemClock,
    name: policy.name,
    plan: async () =>
      makePlan({
        mirrored: await probedMirror(mirror, store),
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

/** What is mirrored, without what a probe found not to hold. */
export async function probedMirror(
  { mirrored }: Mirror,
  { probes }: Pick<Store, "probes">,
): Promise<readonly Mirrored[]> {
  const facts = await probes.facts();
  return mirrored.map((one) => withFacts(one, facts));
}

/**
 * Where pages come from, with privacy and the drift policy applied.
 *
 * @throws ConfigError when the mirror has no scope.
 */
export function driftedSourceOf(context: PipelineContext): PageSource {
  const { mirror, drift = "warn" } = context;
  requireScope(mirror);
  return driftSource(sourceOf(context), { mirrored: mirror.mirrored, scope: mirror.scope, drift });
}

function sourceOf({ source, client, mirror: { redact } }: PipelineContext): PageSource {
  if (source !== undefined) return source;
  return redact === undefined ? clientSource(client) : privateSource(clientSource(client), redact);
}

/** The types ask for it; not every caller has types. */
function requireScope(mirror: Mirror<TableRecord, Scope | undefined>): void {
  if (mirror.scope === undefined)
    throw new ConfigError("the mirror has no scope", {
      hint: "declare one: defineMirror({ scope: { cursusId: 21, campusIds: [12] } })",
    });
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
