/** A fetch that fails as Node's does when the connection: `ECONNREFUSED`. */
export const unreachable = (code: string) => (): Promise<Response> =>
  Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) }));
