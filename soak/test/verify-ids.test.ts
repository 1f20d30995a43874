import { expect, test } from "vitest";
import { runVerifyIds } from "../verify-ids.js";

test("verify finds in 100,000 rows what is missing and what is too many, in as few hits as is promised", async () => {
  expect(await runVerifyIds(12)).toMatchObject({ good: 3, of: 3, wrong: [] });
});
