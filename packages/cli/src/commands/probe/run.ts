import { AbortedError, ConfigError, systemClock, type Client } from "@42sync/core";
import { mostProbeHits, planProbe, probe, type ProbePlan, type ProbeReport } from "@42sync/core/probe";
import type { KeptFact } from "@42sync/core/sync";
import type { Mirror } from "@42sync/core/tables";
import type { PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { readApiSettings, sourceOf } from "../../config/credentials.js";
import { resolveSettings, type SettingFlags, type Settings } from "../../config/resolve-settings.js";
import { resolveScope } from "../../config/scope/resolve-scope.js";
import { useClient } from "../../connect/open-client.js";
import { useDatabase } from "../../connect/use-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { errorToFailure } from "../../errors/failure.js";
import { showMany } from "../../terminal/text.js";
import { printProbe } from "./render.js";
import { requireFolder, writeProbeReport } from "./report.js";

export interface ProbeFlags extends SettingFlags {
  readonly yes?: true | undefined;
  readonly report?: string | undefined;
  readonly json?: true | undefined;
}

/** `42sync probe`. */
export async function runProbe(context: CommandContext, flags: ProbeFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const api = readApiSettings(settings.env);
  context.secrets.add(api.clientSecret);
  context.secrets.add(api.nextClientSecret);
  if (flags.report !== undefined) await requireFolder(context, flags.report);
  const price = priceOfProbe(settings);
  await confirmPrice(context, price, flags);
  const { log } = context.io;
  log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
  return useClient(
    context,
    {
      api,
      target: () => settings.target,
      needsDatabase: true,
      maxHits: mostProbeHits,
      reserve: settings.reserve,
    },
    async (client) => {
      const report = await useDatabase(context, { settings, command: "probe", create: true }, ({ store }) =>
        probeOn({ context, settings, client, store, source: sourceOf(api.url) }),
      );
      const exitCode = toExitCode(report);
      if (flags.report !== undefined) await writeProbeReport(context, flags.report, report);
      printProbe(context, { report, price, flags, label: settings.label, exitCode });
      if (report.error !== null) log({ level: "error", ...errorToFailure(report.error), exitCode });
      return exitCode;
    },
  );
}

/** What a probe with these settings costs. Whether campuses are chosen matters, not which. */
export function priceOfProbe(
  settings: Pick<Settings, "mirror" | "only" | "except" | "campus" | "cursus">,
): ProbePlan {
  const scope = { cursusId: settings.cursus.id, campusIds: settings.campus === undefined ? [] : [0] };
  return planProbe({ ...chosenMirror(settings), scope });
}

/** `about 66 requests of this hour's, 80 at most`. */
export function showPrice({ hits, atMost }: ProbePlan): string {
  return `about ${showMany(hits, "request")} of this hour's, ${String(atMost)} at most`;
}

async function confirmPrice(
  { openPrompts, io }: CommandContext,
  price: ProbePlan,
  { yes, json }: ProbeFlags,
): Promise<void> {
  const label = `${showPrice(price)}, for ${showMany(price.lists, "list")}`;
  if (yes === true) {
    io.log({ level: "info", message: `the probe takes ${label}`, ...price });
    return;
  }
  const prompts = json === true ? undefined : await openPrompts?.();
  if (prompts === undefined)
    throw new ConfigError(`the probe takes ${label}, and there is no terminal to ask on`, {
      hint: "to spend them: 42sync probe --yes",
    });
  if (!(await prompts.confirm({ message: `Spend ${label}?`, initially: true })))
    throw new AbortedError("nothing was requested, as you said");
}

function chosenMirror({
  mirror,
  only,
  except,
}: Pick<Settings, "mirror" | "only" | "except">): Settings["mirror"] {
  const mirrored = mirror.mirrored.filter(
    ({ table }) => (only?.includes(table.name) ?? true) && except?.includes(table.name) !== true,
  );
  return { ...mirror, mirrored };
}

interface ProbeOn {
  readonly context: CommandContext;
  readonly settings: Settings;
  readonly client: Client;
  readonly store: PgStore;
  /** What names the API. */
  readonly source: string;
}

/** Asks, and keeps what was found. */
async function probeOn({ context, settings, client, store, source }: ProbeOn): Promise<ProbeReport> {
  await store.migrate();
  await store.admin.bindSource(source);
  const signal = context.finish;
  const clock = context.clock ?? systemClock;
  const scope = await resolveScope({ settings, client, store, signal });
  const mirror: Mirror = { ...chosenMirror(settings), scope };
  const report = await probe({
    client,
    mirror,
    maxHits: mostProbeHits - client.usage.hits,
    clock,
    signal,
    onList: (list) => {
      context.io.log({ level: "info", message: `asking ${list}`, list });
    },
  });
  await store.probes.keep(keptOf(report, new Date(clock.now()).toISOString()));
  return { ...report, hits: client.usage.hits };
}

/** What could not be seen says nothing, and leaves what an earlier probe saw. */
function keptOf({ facts }: ProbeReport, askedAt: string): readonly KeptFact[] {
  return facts.flatMap(({ fact, resource, expected, seen, holds }) =>
    holds === null ? [] : [{ fact, resource, expected, seen, holds, askedAt }],
  );
}

/** What ended it early wins over what differs, unless only the hits ran out. */
function toExitCode({ error, different, finished }: ProbeReport): ExitCode {
  const failure = error === null ? null : errorToFailure(error);
  if (failure !== null && failure.exitCode !== exitCodes.partial) return failure.exitCode;
  if (different) return exitCodes.stale;
  return finished ? exitCodes.done : exitCodes.partial;
}
