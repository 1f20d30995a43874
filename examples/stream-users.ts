// Streams the students of a cursus: typed, rate-limited, page by page.
import { createClient } from "@42sync/core";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";

// Against 42 itself: leave out `fetch`, and take your application's id and secret.
const client = createClient({ ...DEMO_APPLICATION, fetch: createSandbox({ size: 30 }).fetch });

for await (const user of client.users.items({ under: { cursus: 21 }, filter: { kind: "student", "alumni?": false } })) {
  console.log(user.login, user.location ?? "-");
}
