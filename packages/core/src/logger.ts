/** Where the client and the engine log what they do. `console` fits; the default is silent. */
export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

const say = (): void => undefined;

/** Logs nothing. */
export const silentLogger: Logger = { debug: say, info: say, warn: say, error: say };
