import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readEnvironment } from "../../src/config/read-environment.js";
import { workingFolder } from "../support/command-line.js";

test("the environment beats .env, and what is empty is not there", async () => {
  const cwd = workingFolder();
  writeFileSync(
    join(cwd, ".env"),
    '# mine\nFORTYTWO_CLIENT_ID="u-file"\nFORTYTWO_CLIENT_SECRET=s-file # until May\n' +
      "DATABASE_URL=postgres://file/db\nexport FORTYTWO_API_URL=https://file\n",
  );
  expect(
    await readEnvironment(
      { DATABASE_URL: "postgres://env/db", FORTYTWO_CLIENT_ID: "", FORTYTWO_API_URL: undefined },
      cwd,
    ),
  ).toEqual({
    FORTYTWO_CLIENT_ID: "u-file",
    FORTYTWO_CLIENT_SECRET: "s-file",
    DATABASE_URL: "postgres://env/db",
    FORTYTWO_API_URL: "https://file",
  });
});

test("without a .env the environment is all", async () => {
  expect(await readEnvironment({ A: "1" }, workingFolder())).toEqual({ A: "1" });
});
