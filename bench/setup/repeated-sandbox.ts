import { createSandbox, type ApiRow } from "@42sync/sandbox";

const size = 100;

/**
 * A sandbox with a list of `projects_users` that is longer than its world: the pages that it has come again
 * and again, with new ids. A world of half a million rows would itself be most of the memory that is
 * measured.
 *
 * @param onPage called for each page of that list
 */
export function repeatedSandbox(total: number, onPage: () => void): { readonly fetch: typeof fetch } {
  const application = {
    id: 1,
    name: "bench",
    clientId: "bench",
    clientSecret: "bench",
    perSecond: 1e9,
    perHour: 1e9,
  };
  const sandbox = createSandbox({ applications: [application] });
  const pages = Math.floor(sandbox.rows("projects_users").length / size);
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      sandbox.clearRequests();
      if (url.pathname !== "/v2/projects_users") return sandbox.fetch(request);
      onPage();
      const [from = "", to = ""] = (url.searchParams.get("range[id]") ?? "").split(",");
      const [least, most] = [Math.max(1, Number(from)), Math.min(total, Number(to))];
      url.search = new URLSearchParams({
        "page[size]": String(size),
        "page[number]": String((Math.floor(least / size) % pages) + 1),
      }).toString();
      const answer = await sandbox.fetch(new Request(url, { headers: request.headers }));
      const inRange = Math.max(0, most - least + 1);
      const items = ((await answer.json()) as readonly ApiRow[])
        .slice(0, inRange)
        .map((item, at) => ({ ...item, id: least + at })); // a list
      return Response.json(items, {
        headers: { "x-total": String(inRange), "x-per-page": String(size), date: new Date().toUTCString() },
      });
    },
  };
}
