import { createServer } from "node:http";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";

// A process of its own: pages of 100 projects_users over loopback, as the sandbox shows them, without any
// limit. Prints its address. Both ways of asking are answered: `page[number]`, and keyset by `range[id]`.

const size = 100;
const total = Number(process.argv[2]);

const items = await sandboxItems();
// An item's id stands first; what follows it never changes.
const rests = items.map((item) => JSON.stringify(item).replace(/^\{"id":\d+/, ""));

async function sandboxItems(): Promise<readonly unknown[]> {
  const sandbox = createSandbox();
  const { clientId, clientSecret } = DEMO_APPLICATION;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  const token = (await (await sandbox.fetch("/oauth/token", { method: "POST", body: form })).json()) as {
    access_token: string;
  }; // what OAuth answers
  const answer = await sandbox.fetch(`/v2/projects_users?page[size]=${String(size)}`, {
    headers: { authorization: `Bearer ${token.access_token}` },
  });
  return (await answer.json()) as readonly unknown[]; // a list
}

/** A page of the items from one id to another, ascending. */
function pageFrom(first: number, end: number): string {
  const last = Math.min(first + size - 1, end);
  const parts: string[] = [];
  for (let id = first; id <= last; id += 1)
    parts.push(`{"id":${String(id)}${rests[(id - 1) % rests.length] ?? ""}`);
  return `[${parts.join(",")}]`;
}

const server = createServer((request, response) => {
  const query = new URL(request.url ?? "/", "http://localhost").searchParams;
  const [from = "1", to = String(total)] = (query.get("range[id]") ?? "")
    .split(",")
    .filter((one) => one !== "");
  const [least, most] = [Math.max(1, Number(from)), Math.min(total, Number(to))];
  const inRange = Math.max(0, most - least + 1);
  const body = pageFrom(least + (Number(query.get("page[number]") ?? 1) - 1) * size, most);
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "x-total": String(inRange),
    "x-per-page": String(size),
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null)
    console.log(`http://127.0.0.1:${String(address.port)}`);
});
// The bench's end is this process's end.
process.stdin.resume().on("end", () => process.exit(0));
