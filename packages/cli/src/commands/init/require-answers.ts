import { ConfigError } from "@42sync/core";
import type { InitFlags } from "./flags.js";

/** Without a terminal nobody can be asked: everything that is missing is named at once. */
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
