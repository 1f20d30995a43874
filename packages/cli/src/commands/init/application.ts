import { AuthError, ConfigError, type Client } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import { readApiSettings, type ApiSettings } from "../../config/credentials.js";
import type { Environment } from "../../config/read-environment.js";
import type { Prompts, Refuse } from "../../terminal/prompts.js";

/** An application that 42 accepted. */
export interface Application {
  readonly api: ApiSettings;
  readonly client: Client;
}

export interface ApplicationInput {
  readonly context: CommandContext;
  readonly env: Environment;
  /** Of `--client-id`. */
  readonly clientId: string | undefined;
  /** Whether the secret comes on standard input. */
  readonly secretStdin: boolean;
  readonly ask: Prompts | undefined;
  readonly open: (api: ApiSettings) => Client;
}

/** Where to create one. */
const place = "https://profile.intra.42.fr/oauth/applications/new";

const attempts = 3;

/**
 * The application's id and secret from flags, the environment or prompts, checked immediately: a token costs
 * no hit. After wrong ones it prompts again.
 *
 * @throws ConfigError when something is missing and there is no prompt; AuthError when 42 refuses them.
 */
export async function resolveApplication(input: ApplicationInput): Promise<Application> {
  const { context, ask } = input;
  // Flags and the environment would override another answer; what is in `.env` is replaced.
  const fixed = onlySet({
    FORTYTWO_CLIENT_ID: input.clientId?.trim() ?? context.env["FORTYTWO_CLIENT_ID"],
    FORTYTWO_CLIENT_SECRET: input.secretStdin
      ? await readSecret(context)
      : context.env["FORTYTWO_CLIENT_SECRET"],
  });
  const known: Environment = { ...input.env, ...fixed };
  if (!isComplete(known))
    ask?.print(
      `42sync uses an application of yours. Create one at ${place} (any name, any redirect ` +
        "address, no scope beyond public) and copy its UID and secret.",
    );
  let typedId: string | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const given = attempt === 1 ? known : { ...withoutCredentials(known), ...fixed };
    try {
      const answers = ask === undefined ? given : await askFor(ask, given, typedId);
      typedId = answers["FORTYTWO_CLIENT_ID"];
      const api = readApiSettings(answers);
      context.secrets.add(api.clientSecret);
      context.secrets.add(api.nextClientSecret);
      const client = input.open(api);
      await (ask === undefined
        ? client.serverNow(context.signal)
        : ask.during({ doing: "Asking 42 for a token", done: "42 accepts the application" }, () =>
            client.serverNow(context.signal),
          ));
      return { api, client };
    } catch (error) {
      if (
        ask === undefined ||
        isComplete(fixed) ||
        attempt === attempts ||
        !(error instanceof AuthError || error instanceof ConfigError)
      )
        throw error;
      ask.print(`${error.message}. Please try again.${error.hint === undefined ? "" : `\n${error.hint}`}`);
    }
  }
}

function onlySet(env: Readonly<Record<string, string | undefined>>): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1].trim() !== "",
    ),
  );
}

function isComplete(env: Environment): boolean {
  return env["FORTYTWO_CLIENT_ID"] !== undefined && env["FORTYTWO_CLIENT_SECRET"] !== undefined;
}

function withoutCredentials(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("FORTYTWO_CLIENT_")));
}

/** With the UID of the last attempt, which is rarely what was wrong. */
async function askFor(ask: Prompts, env: Environment, lastId: string | undefined): Promise<Environment> {
  const id =
    env["FORTYTWO_CLIENT_ID"] ??
    (await ask.text({
      message: "UID of the application",
      placeholder: "u-s4t2ud-…",
      ...(lastId === undefined ? {} : { initially: lastId }),
      refuse: refuseUnless(uidPrefix, secretPrefix),
    }));
  const secret =
    env["FORTYTWO_CLIENT_SECRET"] ??
    (await ask.secret({
      message: "Its secret (hidden as you type)",
      refuse: refuseUnless(secretPrefix, uidPrefix),
    }));
  return { ...env, FORTYTWO_CLIENT_ID: id.trim(), FORTYTWO_CLIENT_SECRET: secret.trim() };
}

const uidPrefix = "u-s4t2ud-";
const secretPrefix = "s-s4t2ud-";

/** Refuses only what is certainly the other one. */
function refuseUnless(prefix: string, otherPrefix: string): Refuse {
  return (answer) => {
    if (answer.trim() === "") return "it can't be empty";
    return answer.trim().startsWith(otherPrefix)
      ? `UID and secret are swapped: this one starts with ${prefix}`
      : undefined;
  };
}

async function readSecret({ readStdin }: CommandContext): Promise<string> {
  const secret = ((await readStdin?.()) ?? "").trim();
  if (secret !== "" && !/\s/.test(secret)) return secret;
  throw new ConfigError(
    `--secret-stdin: standard input has ${secret === "" ? "nothing" : "more than one word"}`,
    {
      hint: 'for example: printf %s "$SECRET" | 42sync init --client-id u-s4t2ud-… --secret-stdin --campus 12',
    },
  );
}
