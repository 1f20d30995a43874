/**
 * The sandbox through msw, for code that calls the global fetch.
 *
 * @module @42sync/sandbox/msw
 */
import { http, HttpResponse, type RequestHandler } from "msw";
import type { Sandbox } from "./sandbox-options.js";

/** What the handlers intercept. */
export interface HandlerOptions {
  /** The base address. @default the sandbox's own, https://api.intra.42.fr */
  readonly url?: string;
}

/**
 * Handlers for msw that answer every request to the API from a sandbox.
 * @example
 * const server = setupServer(...sandboxHandlers(createSandbox()));
 */
export function sandboxHandlers(sandbox: Sandbox, options: HandlerOptions = {}): RequestHandler[] {
  const { url = sandbox.url } = options;
  return [
    http.all(`${url.replace(/\/+$/, "")}/*`, async ({ request }) => {
      try {
        return await sandbox.fetch(request);
      } catch (error) {
        // To the client, a reset is a network error; it notices an abort itself.
        if (error instanceof TypeError) return HttpResponse.error();
        throw error;
      }
    }),
  ];
}
