import { expect, test } from "vitest";
import { ask, rowsOf, stillSandbox } from "./ask.js";

test(
  "all of 42 is generated, and long lists are asked by id and by people",
  { timeout: 120_000 },
  async () => {
    const sandbox = stillSandbox({ size: 40_000 });
    expect((await ask(sandbox, "/v2/cursus/21/users?filter[kind]=student")).headers.get("x-total")).toBe(
      "40000",
    );
    const people = (await rowsOf(sandbox, "/v2/users?sort=id&page[size]=100&page[number]=300")).map(
      ({ id }) => id,
    );
    let last = 2_100_011;
    for (let page = 0; page < 20; page++) {
      const rows = await rowsOf(sandbox, `/v2/projects_users?range[id]=${last + 1},999999999&page[size]=100`);
      expect(rows).toHaveLength(100);
      last = Number(rows.at(-1)?.["id"]);
      await rowsOf(
        sandbox,
        `/v2/projects_users?filter[user_id]=${people.slice(0, 100 - page).join(",")}&page[size]=100`,
      );
    }
  },
);
