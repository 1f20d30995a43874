// Who is on campus now: the open locations of a campus, typed, rate-limited, page by page.
import { createClient } from "@42sync/core";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";

// Against the real 42: omit `fetch`, and use your application's id and secret.
const client = createClient({
  ...DEMO_APPLICATION,
  fetch: createSandbox({ now: "2026-11-23T14:00:00Z" }).fetch,
});

const seats: string[] = [];
for await (const { user, host } of client.locations.items({
  under: { campus: 1 },
  filter: { active: true },
})) {
  // 42 hides some people from some applications; then `user` is the text "invisible".
  if (user !== "invisible") seats.push(`${host.padEnd(10)} ${user.login ?? "?"}`);
}
console.log(seats.sort().join("\n"));
console.log(`seats taken: ${String(seats.length)}, requests: ${String(client.usage.hits)}`);
