// A bot that congratulates people on its campus: every hour it checks who validated a project, and it never
// congratulates twice.
import { createClient } from "@42sync/core";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";

// Against the real 42: omit `fetch`, use your application's id and secret, and wait instead of `advance`.
const sandbox = createSandbox({ size: 400 });
const client = createClient({ ...DEMO_APPLICATION, fetch: sandbox.fetch });

const projects = new Map<number, string>();
for await (const { id, name } of client.projects.items({ under: { cursus: 21 } })) projects.set(id, name);

const said = new Set<number>();
let since = new Date("2026-11-23T08:00:00Z");
for (let round = 0; round < 6; round += 1) {
  let asked: Date | null = null;
  for await (const { items, meta } of client.projects_users.pages({
    filter: { campus: 1 },
    range: { marked_at: [since, "2100-01-01"] },
  })) {
    asked ??= meta.date;
    for (const { id, project, user, final_mark, ...one } of items) {
      if (one["validated?"] !== true || said.has(id)) continue;
      said.add(id);
      const login = user === "invisible" ? "somebody" : (user.login ?? "somebody");
      console.log(`${login} validated ${projects.get(project.id) ?? "a project"} with ${String(final_mark)}`);
    }
  }
  // Use 42's clock, not ours, and overlap a little, because a mark may become visible after its time.
  if (asked !== null) since = new Date(asked.getTime() - 5 * 60_000);
  sandbox.advance("1h");
}
console.log(`${String(said.size)} congratulations`);
