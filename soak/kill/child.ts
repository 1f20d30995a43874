import { createClient, systemClock } from "@42sync/core";
import { createPgStore } from "@42sync/pg-store";
import { DEMO_APPLICATION } from "@42sync/sandbox";
import pg from "pg";
import { mirroredIn, runEngine } from "../world/local-42.js";
import { cutPool } from "./cut-pool.js";
import { createCounter } from "./kill-point.js";
import { policies, schema, small, type Killing } from "./prepare.js";

/** A run in a process of its own, which stops at a statement, says so, and waits to be killed. */
interface Task {
  readonly databaseUrl: string;
  readonly apiUrl: string;
  readonly killing: Killing;
  readonly step: number;
  readonly when: "before" | "after";
}

const task = JSON.parse(process.argv[2] ?? "") as Task; // written by kill-children.ts
const pool = new pg.Pool({ connectionString: task.databaseUrl, max: 4 });
const counter = createCounter(task, () => {
  process.stdout.write("stopped\n");
  // Never goes on; the timer keeps the process alive until it is killed.
  setInterval(() => undefined, 1_000);
  return new Promise(() => undefined);
});
const client = createClient({ ...DEMO_APPLICATION, url: task.apiUrl });
await runEngine({
  client,
  store: createPgStore({ pool: cutPool(pool, counter), schema }),
  policy: policies[task.killing],
  scope: small.scope,
  mirrored: mirroredIn(small.pageSize, small.except),
  clock: systemClock,
});
process.stdout.write("ended\n");
await pool.end();
