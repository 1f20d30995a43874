import type { Outputs } from "./io.js";

/** What may never be written, as long as the command runs. */
export interface Secrets {
  /** Adds one. Texts shorter than 6 characters are ignored: they would blank out harmless ones. */
  add(secret: string | undefined): void;
}

const shortest = 6;

/**
 * Outputs in which secrets, and passwords in URLs, read `***`. This is the last line of defence: no message
 * should contain one.
 */
export function createRedactedOutputs(outputs: Outputs): {
  readonly outputs: Outputs;
  readonly secrets: Secrets;
} {
  const known = new Set<string>();
  const clean = (text: string): string => {
    let result = text;
    for (const secret of known) result = result.replaceAll(secret, "***");
    // The word `password` appears in our own hints.
    return result.replaceAll(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*:)(?!password@)[^\s/"']+@/gi, "$1***@");
  };
  const redacted: Outputs = {
    ...outputs,
    get columns() {
      return outputs.columns;
    },
    out: (text) => {
      outputs.out(clean(text));
    },
    err: (text) => {
      outputs.err(clean(text));
    },
  };
  const add = (secret: string | undefined): void => {
    if (secret === undefined || secret.length < shortest) return;
    known.add(secret);
    known.add(encodeURIComponent(secret));
  };
  return { outputs: redacted, secrets: { add } };
}
