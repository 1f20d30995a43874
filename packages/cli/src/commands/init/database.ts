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

/** A database that answers and can take our tables. */
export interface ChosenDatabase {
  readonly target: DatabaseTarget;
  /** The folder as it was typed; undefined: the default one, or the config file's. */
  readonly folder: string | undefined;
}

const attempts = 3;

/**
 * The database from the flag, the environment or a prompt, otherwise the embedded one; a server is checked
 * immediately.
 *
 * @throws ConfigError or StoreError when it can't be used.
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
        ? checkDatabase(input, target)
        : ask.during({ doing: `Checking ${target.label}`, done: `${target.label} is ready` }, () =>
            checkDatabase(input, target),
          ));
      return { target, folder: asked === undefined ? flags.database : undefined };
    } catch (error) {
      // The environment would override another answer.
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
    message: "Where do you want to keep the copy?",
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
  // Hidden, because it contains a password.
  return (
    await ask.secret({
      message: "Its address, postgres://user:password@host:5432/database (hidden as you type)",
      refuse: (answer) =>
        /^postgres(ql)?:\/\//i.test(answer.trim()) ? undefined : "it starts with postgres://",
    })
  ).trim();
}

/** Finds what would stop the first run: no connection, or tables that aren't ours. Creates nothing. */
async function checkDatabase(
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
