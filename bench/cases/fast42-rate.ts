import { createServer } from "node:http";
import { createFast42 } from "./fast42.js";
import { ratio } from "../measurement.js";
import { seconds } from "../pairs.js";

const requests = 60;
const perSecond = 2;

/**
 * fast42 against a server like the simulated one, but in real time, because its limiter has timers of its
 * own: half a minute.
 */
export async function fast42Rate(random: () => number): Promise<string> {
  const between = (least: number, most: number): number => least + random() * (most - least);
  const counted = new Map<number, number>();
  let refused = 0;
  const server = createServer((_request, response) => {
    setTimeout(
      () => {
        const second = Math.floor(Date.now() / 1000);
        const count = (counted.get(second) ?? 0) + 1;
        counted.set(second, count);
        if (count > perSecond) refused += 1;
        setTimeout(
          () =>
            response
              .writeHead(count > perSecond ? 429 : 200, {
                "content-type": "application/json",
                "x-total": "6000",
              })
              .end("[]"),
          count > perSecond ? 5 : between(150, 800),
        );
      },
      between(5, 40),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const { asking } = createFast42(
    `http://127.0.0.1:${typeof address === "object" && address !== null ? String(address.port) : ""}`,
    perSecond,
  );
  try {
    const took = await seconds(() =>
      Promise.all(
        Array.from({ length: requests }, (_, at) => asking.getPage("/projects_users", String(at + 1))),
      ),
    );
    return (
      `fast42 in real time, ${String(requests)} requests: ${ratio(requests / took / perSecond)} ` +
      `and ${String(refused)} × 429`
    );
  } finally {
    await asking.disconnect();
    await new Promise((resolve) => server.close(resolve));
  }
}
