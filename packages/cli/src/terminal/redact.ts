import type { Io } from "./io.js";

/** What may never be written, as long as the command runs. */
export interface Secrets {
  /** Adds one; texts shorter than 6 characters are ignored, they would blank out harmless ones. */
  add(secret: string | undefined): void;
}

const shortest = 6;

/**
 * An output in which secrets, and passwords in URLs, read `***`. The last line of defence: no message should
 * hold one.
 */
export function createRedactedIo(io: Io): { readonly io: Io; readonly secrets: Secrets } {
  const known = new Set<string>();
  const clean = (text: string): string => {
    let result = text;
    for (const secret of known) result = result.replaceAll(secret, "***");
    // `password` itself stands in our own hints.
    return result.replaceAll(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*:)(?!password@)[^\s/"']+@/gi, "$1***@");
  };
  const redacted: Io = {
    ...io,
    get columns() {
      return io.columns;
    },
    out: (text) => {
      io.out(clean(text));
    },
    err: (text) => {
      io.err(clean(text));
    },
  };
  const add = (secret: string | undefined): void => {
    if (secret === undefined || secret.length < shortest) return;
    known.add(secret);
    known.add(encodeURIComponent(secret));
  };
  return { io: redacted, secrets: { add } };
}
