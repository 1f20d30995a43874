import { systemClock, type Client, type Clock } from "@42sync/core";
import type { PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { readApiSettings, readApiUrl, type ApiSettings } from "../../config/credentials.js";
import { resolveSettings, type SettingFlags, type Settings } from "../../config/resolve-settings.js";
import { hasEmbeddedDatabase } from "../../connect/embedded-folder.js";
import { openClient, type OpenClient } from "../../connect/open-client.js";
import { isUnmigrated, type OpenDatabase } from "../../connect/open-database.js";
import { openResolvedDatabase } from "../../connect/use-database.js";
import { probe, type Probed } from "./probe.js";
import { openServerSession, type ServerSession } from "./server-session.js";

/**
 * What the checks look at. Each part is opened once, when a check first needs it; one that failed fails the
 * same way again.
 */
export interface Subject {
  readonly clock: Clock;
  readonly cwd: string;
  settings(): Promise<Settings>;
  /** What the API answers without a token. */
  answer(): Promise<Probed>;
  api(): Promise<ApiSettings>;
  /** A client that has a token. */
  client(): Promise<Client>;
  /** The store; undefined if its embedded database doesn't exist yet. */
  store(): Promise<PgStore | undefined>;
  /** The store, when 42sync has made its tables there. */
  filled(): Promise<PgStore | undefined>;
  /** A connection of its own to the server; undefined for an embedded database. */
  session(): Promise<ServerSession | undefined>;
  close(): Promise<void>;
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

/** Few attempts: somebody is waiting for the result. */
const fewAttempts = { network: 1, timeout: 1, "429": 2, "500": 2, "502": 2, "503": 2, "504": 2, body: 1 };

export function createSubject(context: CommandContext, flags: SettingFlags): Subject {
  const clock = context.clock ?? systemClock;
  let opened: OpenDatabase | undefined;
  let asking: OpenClient | undefined;
  const settings = once(() => resolveSettings(context, flags));
  const answer = once(async () =>
    probe({
      url: readApiUrl((await settings()).env),
      fetch: context.fetch ?? globalThis.fetch,
      clock,
      signal: context.signal,
    }),
  );
  const api = once(async () => {
    const read = readApiSettings((await settings()).env);
    context.secrets.add(read.clientSecret);
    context.secrets.add(read.nextClientSecret);
    return read;
  });
  const client = once(async () => {
    await answer();
    const { target } = await settings();
    asking = openClient(context, {
      api: await api(),
      target: () => target,
      needsDatabase: false,
      retry: { attempts: fewAttempts },
    });
    await asking.client.serverNow(context.signal);
    return asking.client;
  });
  const store = once(async () => {
    const { target, ...rest } = await settings();
    if (target.kind === "folder" && !hasEmbeddedDatabase(target.folder)) return undefined;
    opened = await openResolvedDatabase(context, {
      settings: { target, ...rest },
      command: "doctor",
      create: false,
    });
    await opened.store.reports.serverFacts();
    return opened.store;
  });
  const filled = once(async () => {
    const made = await store();
    try {
      await made?.reports.freshness();
      return made;
    } catch (error) {
      if (isUnmigrated(error)) return undefined;
      throw error;
    }
  });
  const session = async (): Promise<ServerSession | undefined> => {
    const { target } = await settings();
    await store();
    return target.kind === "folder" ? undefined : openServerSession(target.url);
  };
  const close = async (): Promise<void> => {
    await asking?.close();
    await opened?.close();
  };
  return { clock, cwd: context.cwd, settings, answer, api, client, store, filled, session, close };
}
