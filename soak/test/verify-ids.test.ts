import { expect, test } from "vitest";
import { runVerifyIds } from "../verify-ids.js";

test("verify finds missing and surplus rows among 100,000, in the promised hits", async () => {
  expect(await runVerifyIds(12)).toMatchObject({ good: 3, of: 3, wrong: [] });
});
