import type { Logger } from "@42sync/core";

/** What the client and the store say, as lines: waits and warnings always, the rest with --debug. */
export function createCliLogger(say: (line: string) => void, debug: boolean): Logger {
  return {
    debug: (message, fields) => {
      if (debug) say(`debug: ${message}${fields === undefined ? "" : ` ${JSON.stringify(fields)}`}`);
    },
    info: (message) => {
      say(message);
    },
    warn: (message) => {
      say(`warning: ${message}`);
    },
    error: (message) => {
      say(`error: ${message}`);
    },
  };
}
