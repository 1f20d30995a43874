import { ConfigError } from "@42sync/core";
import type { InitFlags } from "./flags.js";

/** Without a terminal there are no prompts: names everything that is missing in one message. */
export function requireAnswers(flags: InitFlags, env: Readonly<Record<string, string>>): void {
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
    `not running in a terminal, and init needs ${[...credentials, ...campuses].join(", ")}`,
    {
      hint:
        credentials.length === 0
          ? "for example: --campus paris,lyon"
          : "create an application at https://profile.intra.42.fr/oauth/applications/new; the " +
            "secret comes from standard input or the environment, never from a flag",
    },
  );
}
