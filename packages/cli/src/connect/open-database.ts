import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { ConfigError, isError42 } from "@42sync/core";
import { defineMirror, type Mirror } from "@42sync/core/tables";
import { createPgStore, type PgStore } from "@42sync/pg-store";
import type { DatabaseTarget } from "../config/database-target.js";
import { fullDiskCode } from "../files/full-disk.js";
import {
  checkEmbeddedFolder,
  hasEmbeddedDatabase,
  hideFromGit,
  isHalfMade,
  lockFileOf,
  makePrivate,
  markHalfMade,
  markMade,
  removeEmbeddedDatabase,
} from "./embedded-folder.js";
import { lockFolder } from "./folder-lock.js";
import { fullDisk, openPglite } from "./open-pglite.js";

/** An open database with its store. */
export interface OpenDatabase {
  readonly store: PgStore;
  close(): Promise<void>;
}

export interface OpenDatabaseInput {
  readonly target: DatabaseTarget;
  readonly schema: string;
  /**
   * What is mirrored; optional tables beside it are kept in shape where they are.
   * @default the standard tables
   */
  readonly mirror?: Pick<Mirror, "tables">;
  /** The command, for the lock file. */
  readonly command: string;
  /** False: an embedded database that is not there yet is an error rather than made. */
  readonly create: boolean;
  /**
   * True: an embedded database that is not there yet is made in memory and goes when it is closed.
   * @default false
   */
  readonly inMemory?: boolean;
  /** True: an embedded database that is there is removed first. @default false */
  readonly fresh?: boolean;
  readonly now: () => number;
}

/**
 * Opens the database that the settings name; the drivers are loaded here, and only the one that is needed.
 *
 * @throws ConfigError, StoreError (E_LOCKED when another process has the embedded database).
 */
export async function openDatabase(input: OpenDatabaseInput): Promise<OpenDatabase> {
  return input.target.kind === "server"
    ? openServer(input.target.url, input)
    : openFolder(input.target.folder, input);
}

async function openServer(url: string, input: OpenDatabaseInput): Promise<OpenDatabase> {
  const { default: pg } = await import("pg");
  let pool: InstanceType<typeof pg.Pool>;
  try {
    pool = new pg.Pool({
      connectionString: url,
      max: 3,
      application_name: "42sync",
      connectionTimeoutMillis: 15_000,
    });
  } catch (cause) {
    throw new ConfigError("the database's address is invalid", {
      cause,
      hint: "check the parameters after its ?, such as sslmode and sslrootcert",
    });
  }
  // A lost idle connection is replaced by the pool; a lost busy one rejects its query.
  pool.on("error", () => undefined);
  const store = createPgStore({ pool, ...storeSettings(input) });
  return {
    store,
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}

async function openFolder(folder: string, input: OpenDatabaseInput): Promise<OpenDatabase> {
  if (!input.create && !hasEmbeddedDatabase(folder)) {
    // Another process may be creating it right now.
    if (existsSync(lockFileOf(folder)))
      lockFolder({ file: lockFileOf(folder), command: input.command, now: input.now }).release();
    throw new ConfigError(`the ${input.target.label} doesn't exist yet`, {
      hint: "fill it with 42sync nightly, try 42sync demo, or choose another with --database or DATABASE_URL",
    });
  }
  if (!isHalfMade(folder)) checkEmbeddedFolder(folder);
  if (input.inMemory === true && !hasEmbeddedDatabase(folder))
    return openEmbedded(undefined, input, () => undefined);
  const lock = lockFolder({ file: lockFileOf(folder), command: input.command, now: input.now });
  const release = (): void => {
    lock.release();
  };
  try {
    if (isHalfMade(folder) || input.fresh === true) removeEmbeddedDatabase(folder);
    hideFromGit(folder);
    return await (hasEmbeddedDatabase(folder)
      ? openEmbedded(folder, input, release)
      : makeEmbedded(folder, input, release));
  } catch (error) {
    release();
    const full = fullDiskCode(error);
    throw full === undefined ? error : fullDisk(input.target.label, full);
  }
}

/**
 * A database that is half made, because the disk was full or the process died, would look like a folder of
 * something else.
 */
async function makeEmbedded(
  folder: string,
  input: OpenDatabaseInput,
  onClose: () => void,
): Promise<OpenDatabase> {
  markHalfMade(folder);
  try {
    makePrivate(folder);
    const made = await openEmbedded(folder, input, onClose);
    markMade(folder);
    return made;
  } catch (error) {
    removeEmbeddedDatabase(folder);
    throw error;
  }
}

async function openEmbedded(
  folder: string | undefined,
  input: OpenDatabaseInput,
  onClose: () => void,
): Promise<OpenDatabase> {
  const { pglite, close } = await openPglite({ folder, label: input.target.label });
  const store = createPgStore({ pglite, ...storeSettings(input) });
  return {
    store,
    close: async () => {
      try {
        await store.close();
        await close();
      } finally {
        onClose();
      }
    },
  };
}

function storeSettings({ schema, mirror = defineMirror({}) }: OpenDatabaseInput): {
  schema: string;
  holder: string;
  mirror: Pick<Mirror, "tables">;
} {
  return { schema, holder: holderOf(), mirror };
}

/** For the lock's message and the record of runs: `process 4242 on host-a`. */
function holderOf(): string {
  return `process ${String(process.pid)} on ${hostname()}`;
}

/** Whether an error means that nothing has been migrated here yet. */
export function isUnmigrated(error: unknown): boolean {
  return (
    isError42(error) &&
    error.code === "E_STORE" &&
    ["42P01", "3F000"].includes(String(error.context["sqlstate"]))
  );
}
