import { StoreError } from "@42sync/core";
import type { PGlite } from "@electric-sql/pglite";
import type { NodeFS } from "@electric-sql/pglite/nodefs";
import { fullDiskCode } from "../files/full-disk.js";

/** An embedded database that is open. */
export interface OpenPglite {
  readonly pglite: PGlite;
  /**
   * Closes it in good order; one that stopped is left as it is, and recovers by its log when it is opened
   * again.
   */
  close(): Promise<void>;
}

export interface OpenPgliteInput {
  /** Undefined: in memory. */
  readonly folder: string | undefined;
  /** As messages name it: `embedded PostgreSQL in .42sync/db`. */
  readonly label: string;
}

/** What PGlite's WebAssembly module has of interest here; its own type leaves it out. */
interface Module {
  readonly NODEFS?: { tryFSOperation: <T>(operation: () => T) => T };
  _PostgresMainLoopOnce(): void;
  stackRestore(pointer: number): void;
  _PostgresSendReadyForQueryIfNecessary(): void;
  _pgl_pq_flush(): void;
}

interface Health {
  /** The system's code of a write that found no room; undefined: none did. */
  full: string | undefined;
  stopped: boolean;
}

/**
 * Opens PGlite, or makes it where there is none.
 *
 * A PostgreSQL that cannot write its log ends itself (PANIC), and PGlite 0.5.16 goes on asking the dead one,
 * which blocks the process for ever (seen on a full tmpfs). Here every question after that end is answered by
 * an error.
 *
 * @throws StoreError when it does not open, or the disk is full.
 */
export async function openPglite({ folder, label }: OpenPgliteInput): Promise<OpenPglite> {
  const { PGlite } = await import("@electric-sql/pglite");
  if (folder === undefined) {
    const pglite = await PGlite.create("memory://");
    return { pglite, close: () => pglite.close() };
  }
  const health: Health = { full: undefined, stopped: false };
  const fs = await watchedFiles(folder, health, () => stopped(label, health));
  const pglite = await PGlite.create({ fs }).catch((cause: unknown) => {
    throw health.full === undefined ? damaged(label, cause) : fullDisk(label, health.full);
  });
  return {
    pglite,
    close: async () => {
      if (!health.stopped && !pglite.closed) await pglite.close();
    },
  };
}

async function watchedFiles(folder: string, health: Health, why: () => StoreError): Promise<NodeFS> {
  const pgliteFiles = await import("@electric-sql/pglite/nodefs");
  const files = new pgliteFiles.NodeFS(folder);
  const init = files.init.bind(files);
  files.init = async (pg, options) => {
    const { emscriptenOpts } = await init(pg, options);
    let module: Module | undefined;
    const begin = (loaded: unknown): void => {
      module = loaded as Module; // as emscripten hands itself to whoever runs before it
      noteFullDisk(module, health);
    };
    const onAbort = (): void => {
      health.stopped = true;
      if (module !== undefined) answerNoMore(module, why);
    };
    return {
      emscriptenOpts: {
        ...emscriptenOpts,
        preRun: [...[emscriptenOpts.preRun ?? []].flat(), begin],
        onAbort,
      },
    };
  };
  return files;
}

/** Node's error is about to become a number of the module's: what it says is kept. */
function noteFullDisk({ NODEFS }: Module, health: Health): void {
  if (NODEFS === undefined) return;
  const attempt = NODEFS.tryFSOperation.bind(NODEFS);
  NODEFS.tryFSOperation = (operation) =>
    attempt(() => {
      try {
        return operation();
      } catch (error) {
        health.full = fullDiskCode(error) ?? health.full;
        throw error;
      }
    });
}

/**
 * A dead PostgreSQL that is asked again waits for its own locks. PGlite asks again after whatever was thrown,
 * and restores the stack before it does: there its loop can be left.
 */
function answerNoMore(module: Module, why: () => StoreError): void {
  const refuse = (): never => {
    throw why();
  };
  module._PostgresMainLoopOnce = refuse;
  module.stackRestore = refuse;
  module._PostgresSendReadyForQueryIfNecessary = () => undefined;
  module._pgl_pq_flush = () => undefined;
}

function stopped(label: string, { full }: Health): StoreError {
  if (full !== undefined) return fullDisk(label, full);
  return new StoreError(`the ${label} stopped`, {
    retryable: true,
    hint:
      "run again, everything stored before is kept; if it stops again, choose another folder with " +
      "--database",
  });
}

/** @param code the system's */
export function fullDisk(label: string, code: string): StoreError {
  return new StoreError(`the disk of the ${label} is full (${code})`, {
    retryable: true,
    hint:
      "free some space, then run again: everything stored before is kept, and the run resumes " +
      "where it stopped",
  });
}

function damaged(label: string, cause: unknown): StoreError {
  return new StoreError(`can't open the ${label}`, {
    cause,
    hint: "the folder may be damaged: choose another with --database, and it will be filled from 42",
  });
}
