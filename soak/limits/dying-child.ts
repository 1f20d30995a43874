import { createClient, systemClock } from "@42sync/core";
import { createPgBudget } from "@42sync/pg-store";
import { DEMO_APPLICATION } from "@42sync/sandbox";

/**
 * A process that asks 42, then reserves without asking until it holds a start that is still to come, says so,
 * and waits to be killed.
 */
interface Task {
  readonly databaseUrl: string;
  readonly apiUrl: string;
  readonly application: string;
  readonly hits: number;
}

const task = JSON.parse(process.argv[2] ?? "") as Task; // written by the test
const budget = createPgBudget({
  connectionString: task.databaseUrl,
  application: task.application,
  clock: {
    now: () => systemClock.now(),
    // Short waits are for the database's answer. A start is waited for once it is reserved for good.
    sleep: (ms, signal) => {
      if (ms < 200) return systemClock.sleep(ms, signal);
      process.stdout.write("holds\n");
      // The timer keeps the process alive until it is killed.
      setInterval(() => undefined, 1_000);
      return new Promise(() => undefined);
    },
  },
});
const client = createClient({ ...DEMO_APPLICATION, url: task.apiUrl, budget });
for (let hit = 0; hit < task.hits; hit += 1) await client.get("/v2/cursus");
for (;;) await budget.reserve();
