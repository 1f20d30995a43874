import { isError42, systemClock } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import { defaultFolder, readDatabaseTarget, type DatabaseTarget } from "../../config/database-target.js";
import type { SettingFlags, Settings } from "../../config/resolve-settings.js";
import { openDatabase } from "../../connect/open-database.js";
import type { Prompts } from "../../terminal/prompts.js";

export interface DatabaseInput {
  readonly context: CommandContext;
  readonly settings: Pick<Settings, "env" | "target" | "schema">;
  readonly flags: Pick<SettingFlags, "database">;
  readonly ask: Prompts | undefined;
}

/** A database that answers and has room for our tables, as it was given. */
export interface ChosenDatabase {
  readonly target: DatabaseTarget;
  /** A folder in the words of whoever gave it; undefined: the default one, or as the config file says. */
  readonly folder: string | undefined;
}

const attempts = 3;

/**
 * The database from flag, environment or question, else the embedded one; a server is tried at once.
 *
 * @throws ConfigError or StoreError when it cannot be used.
 */
export async function resolveTarget(input: DatabaseInput): Promise<ChosenDatabase> {
  const { ask, settings, flags, context } = input;
  const known = flags.database ?? settings.env["DATABASE_URL"]?.trim();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const asked =
        ask === undefined || (known !== undefined && attempt === 1)
          ? undefined
          : { address: await askFor(ask) };
      const target =
        asked === undefined
          ? settings.target
          : readDatabaseTarget({ flag: asked.address, env: {}, file: undefined, cwd: context.cwd });
      if (target.kind === "server") context.secrets.add(target.password);
      await (ask === undefined
        ? tryOut(input, target)
        : ask.during({ doing: `Trying ${target.label}`, done: `${target.label} can be used` }, () =>
            tryOut(input, target),
          ));
      return { target, folder: asked === undefined ? flags.database : undefined };
    } catch (error) {
      // What the environment says would win over another answer.
      const fixed = flags.database !== undefined || (context.env["DATABASE_URL"] ?? "") !== "";
      if (
        ask === undefined ||
        fixed ||
        attempt === attempts ||
        !isError42(error) ||
        error.code === "E_ABORTED"
      )
        throw error;
      ask.print(`${error.message}${error.hint === undefined ? "" : `\n${error.hint}`}`);
    }
  }
}

async function askFor(ask: Prompts): Promise<string | undefined> {
  const kind = await ask.choose({
    message: "Where shall the copy be?",
    choices: [
      {
        value: "folder",
        label: "In an embedded PostgreSQL",
        hint: `in ${defaultFolder}, nothing to install, one process at a time`,
      },
      {
        value: "server",
        label: "On a PostgreSQL server",
        hint: "13 or newer, for dashboards and more than one reader",
      },
    ],
  });
  if (kind === "folder") return undefined;
  // Unseen, because it holds a password.
  return (
    await ask.secret({
      message: "Its address, postgres://user:password@host:5432/database (it is not shown)",
      refuse: (answer) =>
        /^postgres(ql)?:\/\//i.test(answer.trim()) ? undefined : "it begins with postgres://",
    })
  ).trim();
}

/** What the first run would stumble over: no connection, tables of somebody else. Nothing is made. */
async function tryOut(
  { context, settings: { schema } }: DatabaseInput,
  target: DatabaseTarget,
): Promise<void> {
  if (target.kind === "folder") return;
  const database = await openDatabase({
    target,
    schema,
    command: "init",
    create: false,
    now: () => (context.clock ?? systemClock).now(),
  });
  try {
    await database.store.migrate({ dryRun: true });
  } finally {
    await database.close();
  }
}
