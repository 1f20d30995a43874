import { NetworkError } from "../errors/index.js";
import { endpoints } from "../resources/index.js";
import { createTransport, type Transport } from "../transport/index.js";
import type { ClientOptions } from "./options/client-options.js";
import type { Client, ClientCore } from "./client.js";
import { createResourceClient, type ResourceClientOptions } from "./create-resource-client.js";
import { answerOfPath, getPath, pathPages } from "./path.js";
import { readOptions } from "./options/read-options.js";
import { createUnknownFieldCounter } from "./validation/unknown-fields.js";

/**
 * Makes a client: typed, streaming, within the rate limits. Nothing is requested before the first call.
 *
 * @example
 * ```ts
 * const client = createClient({ clientId, clientSecret });
 * for await (const user of client.users.items({ under: { cursus: 21 }, filter: { kind: "student" } }))
 *   console.log(user.login);
 * ```
 * @throws ConfigError E_CONFIG
 */
export function createClient(options: ClientOptions): Client {
  const { transport: transportOptions, lanes, onInvalid } = readOptions(options);
  const transport = createTransport(transportOptions);
  const unknownFields = createUnknownFieldCounter();
  const shared: ResourceClientOptions = { transport, unknownFields, lanes, onInvalid, pageSizes: new Map() };
  const core: ClientCore = {
    get: (path, pathOptions) => getPath(transport, path, pathOptions),
    answer: (path, pathOptions) => answerOfPath(transport, path, pathOptions),
    pages: (path, pathOptions) => pathPages(transport, path, pathOptions),
    resource: (given) => createResourceClient("endpoint" in given ? given.endpoint : given, shared),
    serverNow: (signal) => serverNow(transport, signal),
    get usage() {
      return transport.usage;
    },
    get secretValidUntil() {
      return transport.secretValidUntil;
    },
    get unknownFields() {
      return unknownFields.snapshot();
    },
  };
  const resources = Object.fromEntries(
    Object.entries(endpoints).map(([name, endpoint]) => [name, createResourceClient(endpoint, shared)]),
  );
  // Getters must stay getters: Object.assign would read them once.
  // one resource client for each endpoint, made just above
  return Object.defineProperties(core, Object.getOwnPropertyDescriptors(resources)) as Client;
}

/** A token answer carries the server's clock as well, and costs no hit. */
async function serverNow(transport: Transport, signal: AbortSignal | undefined): Promise<Date> {
  if (transport.serverClock.now() === null) await transport.prepare(signal);
  // One small row of any list is enough.
  if (transport.serverClock.now() === null)
    await getPath(transport, "/v2/cursus", {
      query: { "page[size]": 1 },
      ...(signal === undefined ? {} : { signal }),
    });
  const now = transport.serverClock.now();
  if (now === null)
    throw new NetworkError("the API's answers have no Date header", {
      code: "E_BODY",
      fault: "other",
      retryable: false,
      hint: "something between here and 42 removes it",
    });
  return now;
}
