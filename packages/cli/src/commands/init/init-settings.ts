import { ConfigError } from "@42sync/core";
import { defaultApiUrl, type ApiSettings } from "../../config/credentials.js";
import type { Settings } from "../../config/resolve-settings.js";
import type { Prompts } from "../../terminal/prompts.js";
import type { ChosenScope } from "./campuses.js";
import type { ChosenDatabase } from "./database.js";
import type { InitSettings, SettingsFile } from "./settings-files.js";

/**
 * The secret and the server's address with its password go to `.env`; everything that may be public goes to
 * the config file.
 */
export function toInitSettings(
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

/** Replacing another value needs `--force` or a yes. */
export async function allowReplacing(
  files: readonly SettingsFile[],
  force: boolean,
  ask: Prompts | undefined,
): Promise<void> {
  for (const { name, replaces } of files.filter((file) => file.replaces.length > 0 && !force)) {
    const what = `${name} exists with other values of ${replaces.join(", ")}`;
    if (ask === undefined)
      throw new ConfigError(`${what}; nothing was written`, {
        hint: "--force replaces these settings; everything else in the file stays",
      });
    if (!(await ask.confirm({ message: `${what}. Replace these?`, initially: false })))
      throw new ConfigError(`${name} was kept; nothing was written`, {
        hint: "run init in another folder, or move the file away",
      });
  }
}
