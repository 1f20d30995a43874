import { createClient, systemClock, type Client, type RetryOptions } from "@42sync/core";
import { version } from "@42sync/core/internal";
import type { CommandContext } from "../command-context.js";
import type { ApiSettings } from "../config/credentials.js";
import type { DatabaseTarget } from "../config/database-target.js";
import type { Log } from "../terminal/io.js";
import { openBudget } from "./open-budget.js";
import { reportClient } from "./report-client.js";

export interface OpenClientInput {
  readonly api: ApiSettings;
  /**
   * The database whose users share the application's limits; looked at before the first hit. Undefined:
   * nobody does.
   */
  readonly target: () => DatabaseTarget | undefined;
  /** Whether the command ends when that database fails; otherwise it continues alone. */
  readonly needsDatabase: boolean;
  /** Where the client's log goes. @default the command's log */
  readonly log?: Log;
  /** Most hits that may be spent; undefined: as many as the application has. */
  readonly maxHits?: number | undefined;
  /** Hits of each hour that are left for others. */
  readonly reserve?: number | undefined;
  /** Sleep to the next hour instead of ending when the hour's hits are spent. @default false */
  readonly wait?: boolean;
  /** Attempts and pauses; undefined: the client's own. */
  readonly retry?: RetryOptions;
}

/** A client that was opened, to be closed. */
export interface OpenClient {
  readonly client: Client;
  close(): Promise<void>;
}

/** The client of every command that asks 42, with the limits that it shares with others. */
export function openClient(
  context: Pick<CommandContext, "io" | "debug" | "clock" | "fetch">,
  input: OpenClientInput,
): OpenClient {
  const { api, target, needsDatabase, maxHits, reserve, wait = false, retry } = input;
  const { clock = systemClock, fetch, io } = context;
  const log = input.log ?? io.log;
  const { budget, close } = openBudget({
    api,
    target,
    clock: context.clock,
    aloneClock: clock,
    needsDatabase,
    onAlone: (message) => {
      log({ level: "warn", message: `other processes' requests are not counted from here on: ${message}` });
    },
  });
  const client = createClient({
    clientId: api.clientId,
    clientSecret: api.clientSecret,
    ...(api.nextClientSecret === undefined ? {} : { nextClientSecret: api.nextClientSecret }),
    url: api.url,
    userAgent: `42sync/${version}`,
    ...reportClient(log, context.debug),
    clock,
    budget,
    whenSpent: wait ? "wait" : "throw",
    ...(fetch === undefined ? {} : { fetch }),
    ...(reserve === undefined ? {} : { reserve }),
    ...(retry === undefined ? {} : { retry }),
    ...(maxHits === undefined ? {} : { maxHits }),
  });
  return { client, close };
}

/** Opens a client for as long as `work` takes. */
export async function useClient<T>(
  context: Parameters<typeof openClient>[0],
  input: OpenClientInput,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { client, close } = openClient(context, input);
  try {
    return await work(client);
  } finally {
    await close();
  }
}
