import { ConfigError } from "@42sync/core";
import { countsOf } from "@42sync/core/internal";
import type { CommandContext } from "../../command-context.js";
import { resolveSettings, type Settings } from "../../config/resolve-settings.js";
import { isEveryCampus } from "../../config/scope/parse-campuses.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import type { Prompts } from "../../terminal/prompts.js";
import { resolveApplication } from "./application.js";
import { resolveCampuses } from "./campuses.js";
import { createConnection, type Connection } from "./connection.js";
import { resolveTarget } from "./database.js";
import { estimateNight } from "./estimate-night.js";
import type { InitFlags } from "./flags.js";
import { allowReplacing, toInitSettings } from "./init-settings.js";
import { printInitResult } from "./render.js";
import { requireAnswers } from "./require-answers.js";
import { configFileName, planSettingsFiles, writeSettingsFiles } from "./settings-files.js";

/** `42sync init`: asks for what is missing, checks it, writes it down, and shows what the first run takes. */
export async function runInit(context: CommandContext, flags: InitFlags): Promise<ExitCode> {
  const ask = flags.json === true ? undefined : await context.openPrompts?.();
  const settings = await resolveSettings(context, flags);
  if (settings.file !== undefined && settings.file !== configFileName)
    throw new ConfigError(`${settings.file} exists, and init writes ${configFileName}`, {
      hint: `edit ${settings.file} yourself, or run init in another folder`,
    });
  if (ask === undefined) requireAnswers(flags, settings.env);
  const connection = createConnection(context, settings.target);
  try {
    await resolveAnswers({ context, flags, settings, ask, connection });
  } finally {
    await connection.close();
  }
  if (ask !== undefined) await offerProbe(context, flags, ask);
  const start =
    flags.start === true ||
    (ask !== undefined && (await ask.confirm({ message: "Start the first run now?" })));
  return start ? startFirstRun(context, flags) : exitCodes.done;
}

interface ResolveInput {
  readonly context: CommandContext;
  readonly flags: InitFlags;
  readonly settings: Settings;
  readonly ask: Prompts | undefined;
  readonly connection: Connection;
}

async function resolveAnswers({ context, flags, settings, ask, connection }: ResolveInput): Promise<void> {
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
    allCampuses: flags.allCampuses === true || (flags.campus !== undefined && isEveryCampus(flags.campus)),
    ask,
    estimate: (scope) =>
      estimateNight(context, { client, counts, settings: { ...settings, target: database.target }, scope }),
  });
  const files = await planSettingsFiles(context.cwd, toInitSettings(settings, api, database, chosen));
  await allowReplacing(files, flags.force === true, ask);
  await writeSettingsFiles(files);
  printInitResult(context, { files, chosen, client, database, json: flags.json === true });
}

/** Only the real 42 can tell whether it is as expected. It costs requests, so Enter alone spends none. */
async function offerProbe(context: CommandContext, { database }: InitFlags, ask: Prompts): Promise<void> {
  const { priceOfProbe, runProbe, showPrice } = await import("../probe/run.js");
  const price = priceOfProbe(await resolveSettings(context, { database }));
  const message = `Check that 42 behaves as 42sync expects? It takes ${showPrice(price)}`;
  if (!(await ask.confirm({ message, initially: false }))) return;
  context.heedSignals();
  await runProbe(context, { database, yes: true });
}

/** With the settings from the files that were just written. */
async function startFirstRun(context: CommandContext, { json, database }: InitFlags): Promise<ExitCode> {
  const { runNightly } = await import("../nightly/run.js");
  context.heedSignals();
  return runNightly(context, { json, database });
}
