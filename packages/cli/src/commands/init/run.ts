import { ConfigError, systemClock, type Client } from "@42sync/core";
import type { Scope } from "@42sync/core/tables";
import { countsOf, estimatePlan } from "@42sync/core/internal";
import type { CommandContext } from "../../command-context.js";
import { defaultApiUrl, type ApiSettings } from "../../config/credentials.js";
import type { DatabaseTarget } from "../../config/database-target.js";
import { resolveSettings, type SettingFlags, type Settings } from "../../config/resolve-settings.js";
import { openClient, type OpenClient } from "../../connect/open-client.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { resolveApplication } from "./application.js";
import { resolveCampuses, type ChosenScope, type Cost } from "./campuses.js";
import { resolveTarget, type ChosenDatabase } from "./database.js";
import {
  configFileName,
  planSettingsFiles,
  writeSettingsFiles,
  type InitSettings,
  type SettingsFile,
} from "./settings-files.js";
import { nightlyPolicy, planPipeline } from "@42sync/core/pipelines";
import type { Prompts } from "../../terminal/prompts.js";
import { forecastRun } from "../plan/forecast-run.js";
import { renderPlan } from "../plan/render.js";
import { toPipelineOptions } from "../pipeline/read-pipeline-flags.js";
import { useMirror } from "../../connect/use-mirror.js";

export interface InitFlags extends Pick<SettingFlags, "database" | "schema" | "campus" | "cursus"> {
  readonly clientId?: string | undefined;
  readonly secretStdin?: true | undefined;
  readonly allCampuses?: true | undefined;
  readonly force?: true | undefined;
  readonly start?: true | undefined;
  readonly json?: true | undefined;
}

/** `42sync init`: asks what is missing, tries it, writes it down, shows what the first night takes. */
export async function runInit(context: CommandContext, flags: InitFlags): Promise<ExitCode> {
  const ask = flags.json === true ? undefined : await context.openPrompts?.();
  const settings = await resolveSettings(context, flags);
  if (settings.file !== undefined && settings.file !== configFileName)
    throw new ConfigError(`${settings.file} is here, and init writes ${configFileName}`, {
      hint: `change ${settings.file} by hand, or run init in another folder`,
    });
  if (ask === undefined) requireAnswers(flags, settings.env);
  const connection = createConnection(context, settings.target);
  try {
    await settle({ context, flags, settings, ask, connection });
  } finally {
    await connection.close();
  }
  const start =
    flags.start === true ||
    (ask !== undefined && (await ask.confirm({ message: "Start the first night now?" })));
  return start ? startNight(context, flags) : exitCodes.done;
}

interface Resolve {
  readonly context: CommandContext;
  readonly flags: InitFlags;
  readonly settings: Settings;
  readonly ask: Prompts | undefined;
  readonly connection: Connection;
}

async function settle({ context, flags, settings, ask, connection }: Resolve): Promise<void> {
  const { api, client } = await resolveApplication({
    context,
    env: settings.env,
    clientId: flags.clientId,
    secretStdin: flags.secretStdin === true,
    ask,
    open: connection.open,
  });
  const database = await resolveTarget({ context, settings, flags, ask });
  connection.use(database.target);
  const counts = countsOf(client, context.signal);
  const chosen = await resolveCampuses({
    client,
    signal: context.signal,
    cursusId: settings.cursus.id,
    campus: flags.campus === undefined ? undefined : settings.campus,
    allCampuses: flags.allCampuses === true,
    ask,
    estimate: (scope) =>
      estimateNight(context, { client, counts, settings: { ...settings, target: database.target }, scope }),
  });
  const files = await planSettingsFiles(context.cwd, toInitSettings(settings, api, database, chosen));
  await allowReplacing(files, flags.force === true, ask);
  await writeSettingsFiles(files);
  print(context, { files, chosen, client, database, json: flags.json === true });
}

/** Without a terminal nobody can be asked: everything that is missing is named at once. */
function requireAnswers(flags: InitFlags, env: Readonly<Record<string, string>>): void {
  const credentials = [
    ...(flags.clientId === undefined && env["FORTYTWO_CLIENT_ID"] === undefined
      ? ["--client-id (or FORTYTWO_CLIENT_ID)"]
      : []),
    ...(flags.secretStdin !== true && env["FORTYTWO_CLIENT_SECRET"] === undefined
      ? ["--secret-stdin (or FORTYTWO_CLIENT_SECRET)"]
      : []),
  ];
  const campuses =
    flags.campus === undefined && flags.allCampuses !== true ? ["--campus or --all-campuses"] : [];
  if (credentials.length + campuses.length === 0) return;
  throw new ConfigError(
    `init cannot ask without a terminal, and lacks ${[...credentials, ...campuses].join(", ")}`,
    {
      hint:
        credentials.length === 0
          ? "for example: --campus paris,lyon"
          : "make an application at https://profile.intra.42.fr/oauth/applications/new; the secret " +
            "comes on standard input or from the environment, never as a flag",
    },
  );
}

/** Clients that are tried one after the other, the last of which is used. */
interface Connection {
  readonly open: (api: ApiSettings) => Client;
  /** The first hit is spent after the database is chosen, with whose users the limits are shared. */
  use(target: DatabaseTarget): void;
  close(): Promise<void>;
}

function createConnection(context: CommandContext, before: DatabaseTarget): Connection {
  let target = before;
  let last: OpenClient | undefined;
  return {
    open: (api) => {
      // What was opened before has no token, and nothing to close.
      last = openClient(context, { api, target: () => target, needsDatabase: false });
      return last.client;
    },
    use: (chosen) => {
      target = chosen;
    },
    close: async () => last?.close(),
  };
}

interface NightInput {
  readonly client: Client;
  /** Shared by the estimates of all scopes, whose reference lists are the same. */
  readonly counts: ReturnType<typeof countsOf>;
  readonly settings: Settings;
  readonly scope: Scope;
}

/** What the next nightly of a scope takes, by the counts of 42's lists. */
async function estimateNight(
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

/**
 * The secret and the server's address, with its password, go to `.env`; what may be shown to everybody to the
 * config file.
 */
function toInitSettings(
  settings: Settings,
  api: ApiSettings,
  { target, folder }: ChosenDatabase,
  { scope }: ChosenScope,
): InitSettings {
  return {
    env: {
      FORTYTWO_CLIENT_ID: api.clientId,
      FORTYTWO_CLIENT_SECRET: api.clientSecret,
      ...(api.nextClientSecret === undefined ? {} : { FORTYTWO_CLIENT_SECRET_NEXT: api.nextClientSecret }),
      ...(api.url === defaultApiUrl ? {} : { FORTYTWO_API_URL: api.url }),
      ...(target.kind === "server" ? { DATABASE_URL: target.url } : {}),
    },
    config: {
      cursus: scope.cursusId,
      campus: scope.campusIds.length === 0 ? undefined : scope.campusIds,
      ...(target.kind === "folder" && folder !== undefined ? { database: folder } : {}),
      ...(settings.schema === "public" ? {} : { schema: settings.schema }),
    },
  };
}

async function allowReplacing(
  files: readonly SettingsFile[],
  force: boolean,
  ask: Prompts | undefined,
): Promise<void> {
  for (const { name, replaces } of files.filter((file) => file.replaces.length > 0 && !force)) {
    const what = `${name} is there and says otherwise about ${replaces.join(", ")}`;
    if (ask === undefined)
      throw new ConfigError(`${what}; nothing was written`, {
        hint: "--force replaces these settings; everything else in the file stays",
      });
    if (!(await ask.confirm({ message: `${what}. Replace these?`, initially: false })))
      throw new ConfigError(`${name} stays as it is; nothing was written`, {
        hint: "run init in another folder, or move the file away",
      });
  }
}

interface Told {
  readonly files: readonly SettingsFile[];
  readonly chosen: ChosenScope;
  readonly client: Client;
  readonly database: ChosenDatabase;
  readonly json: boolean;
}

function print(
  { io, clock = systemClock }: CommandContext,
  { files, chosen, client, database, json }: Told,
): void {
  const { estimate } = chosen;
  const forecast = forecastRun(estimate.hits, client.usage, clock.now());
  if (json) {
    const told = files.map(({ name, same }) => ({ name, written: !same }));
    io.out(
      `${JSON.stringify({ files: told, database: database.target.label, campuses: chosen.names, plan: estimate, seconds: forecast.seconds, exitCode: exitCodes.done }, null, 2)}\n`,
    );
    return;
  }
  const lines = files.map(
    ({ name, same, secret }) =>
      `${same ? "unchanged" : "wrote"} ${name}${secret ? ", which only you may read" : ""}`,
  );
  io.out(
    `${lines.join("\n")}\n\nthe next nightly, into ` +
      `${database.target.label}:\n${renderPlan({ estimate, forecast, usage: client.usage, ...(io.outTerminal ? { width: io.columns } : {}) })}`,
  );
  io.out(
    "\nnext: 42sync nightly, then 42sync schedule for every night; 42sync doctor looks whether all is well\n",
  );
}

/** As the files say that were just written. */
async function startNight(context: CommandContext, { json, database }: InitFlags): Promise<ExitCode> {
  const { runNightly } = await import("../nightly/run.js");
  context.heedSignals();
  return runNightly(context, { json, database });
}
