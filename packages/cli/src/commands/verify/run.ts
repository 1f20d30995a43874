import { ConfigError, type Client } from "@42sync/core";
import { verify, type VerifyOptions } from "@42sync/core/pipelines";
import type { VerifyReport } from "@42sync/core/sync";
import { scopeKey, type Redact, type Scope } from "@42sync/core/tables";
import type { Freshness, PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { readApiSettings, sourceOf } from "../../config/credentials.js";
import { readPrivacy } from "../../config/read-privacy.js";
import { resolveSettings, type SettingFlags, type Settings } from "../../config/resolve-settings.js";
import { resolveScope } from "../../config/scope/resolve-scope.js";
import { completeScopes, otherScopeCommand, scopeCommand } from "../../config/scope/scope-command.js";
import { useClient } from "../../connect/open-client.js";
import { isUnmigrated } from "../../connect/open-database.js";
import { useDatabase } from "../../connect/use-database.js";
import { errorToExitCode, exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { withHint } from "../../errors/hints.js";
import { tableWidth, printJson } from "../../terminal/io.js";
import { showMany } from "../../terminal/text.js";
import { renderVerify } from "./render.js";

export interface VerifyFlags extends SettingFlags {
  readonly budget?: number | undefined;
  readonly repair?: true | undefined;
  readonly allowMassDeletion?: true | undefined;
  readonly sample?: number | undefined;
  readonly json?: true | undefined;
}

/** `42sync verify`. */
export async function runVerify(context: CommandContext, flags: VerifyFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const api = readApiSettings(settings.env);
  context.secrets.add(api.clientSecret);
  context.secrets.add(api.nextClientSecret);
  const redact = readPrivacy(settings, context.secrets);
  const { log } = context.io;
  log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
  return useClient(
    context,
    { api, target: () => settings.target, needsDatabase: true, reserve: settings.reserve },
    async (client) => {
      const report = await useDatabase(
        context,
        { settings, command: "verify", create: false },
        async ({ store }) => {
          await requireMirror(store);
          await store.admin.bindSource(sourceOf(api.url));
          return withHints(await verifyOn({ context, settings, flags, client, store, redact }));
        },
      );
      const exitCode = toExitCode(report);
      print(context, { report, settings, client, flags, exitCode });
      if (report.error !== null) log({ level: "error", ...report.error, exitCode });
      return exitCode;
    },
  );
}

/** The errors with this command's hints. */
function withHints(report: VerifyReport): VerifyReport {
  const flags = { wait: false, reserve: true, maxHits: false, budget: true };
  const toHinted = <T extends VerifyReport["error"]>(error: T): T =>
    error === null ? error : withHint(error, flags);
  const tables = report.tables.map((one) => ({ ...one, error: toHinted(one.error) }));
  return { ...report, tables, error: toHinted(report.error) };
}

/** Creates nothing where nothing was ever mirrored. */
async function requireMirror(store: PgStore): Promise<void> {
  try {
    if ((await store.reports.freshness()).length > 0) {
      await store.migrate();
      return;
    }
  } catch (error) {
    if (!isUnmigrated(error)) throw error;
  }
  throw new ConfigError("nothing is mirrored yet, so there is nothing to compare with 42", {
    hint: "42sync nightly --campus 12",
  });
}

/** A scope without a complete table can't be compared, which must not look like "no difference". */
function requireScope(scope: Scope, freshness: readonly Freshness[], settings: Settings): void {
  const complete = completeScopes(freshness);
  const wanted = scopeKey(scope);
  if (complete.includes(wanted)) return;
  const nothing = `nothing of ${wanted} is complete yet, so there is nothing to compare with 42`;
  if (complete.length === 0) throw new ConfigError(nothing, { hint: scopeCommand("nightly", wanted) });
  const here = complete.map((one) => `${one} is complete: ${otherScopeCommand("verify", one, settings)}`);
  throw new ConfigError(nothing, {
    hint: [...here, `${scopeCommand("nightly", wanted)} mirrors ${wanted} too`].join("; or "),
  });
}

interface VerifyOn {
  readonly context: CommandContext;
  readonly settings: Settings;
  readonly flags: VerifyFlags;
  readonly client: Client;
  readonly store: PgStore;
  readonly redact: Redact | undefined;
}

async function verifyOn({
  context,
  settings,
  flags,
  client,
  store,
  redact,
}: VerifyOn): Promise<VerifyReport> {
  const scope = await resolveScope({ settings, client, store, signal: context.finish });
  requireScope(scope, await store.reports.freshness(), settings);
  const { only, except, marginMs, mirror, drift } = settings;
  const options: VerifyOptions = {
    ...(only === undefined ? {} : { only }),
    ...(except === undefined ? {} : { except }),
    ...(marginMs === undefined ? {} : { marginMs }),
    ...(flags.budget === undefined ? {} : { budget: flags.budget }),
    ...(flags.sample === undefined ? {} : { sample: flags.sample }),
    repair: flags.repair === true,
    allowMassDeletion: flags.allowMassDeletion === true,
    onTable: ({ table, hits }) => {
      if (hits > 0)
        context.io.log({ level: "info", message: `${table}: ${showMany(hits, "hit")}`, table, hits });
    },
  };
  return verify(
    {
      client,
      store,
      mirror: { ...mirror, scope, redact },
      drift,
      signal: context.finish,
    },
    options,
  );
}

/**
 * What ended everything decides, then deletions over the limit: somebody has to look. Comparing nothing
 * proves nothing, and neither does a count that differs by unknown rows.
 */
function toExitCode({ overDeletionLimit, different, failed, tables, error }: VerifyReport): ExitCode {
  if (error !== null) return errorToExitCode(error.code);
  if (overDeletionLimit > 0) return exitCodes.partial;
  if (different) return exitCodes.stale;
  return failed || tables.every(({ how }) => how === "none") || tables.some(({ unlocated }) => unlocated > 0)
    ? exitCodes.partial
    : exitCodes.done;
}

interface PrintInput {
  readonly report: VerifyReport;
  readonly settings: Settings;
  readonly client: Client;
  readonly flags: VerifyFlags;
  readonly exitCode: ExitCode;
}

function print({ io }: CommandContext, { report, settings, client, flags, exitCode }: PrintInput): void {
  const { remainingThisHour } = client.usage;
  if (flags.json === true)
    printJson(io, { ...report, database: settings.label, hitsRemaining: remainingThisHour, exitCode });
  else
    io.out(
      renderVerify({
        report,
        repairs: flags.repair === true,
        ...tableWidth(io),
      }),
    );
}
