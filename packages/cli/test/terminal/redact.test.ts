import { expect, test } from "vitest";
import { createRedactedOutputs } from "../../src/terminal/redact.js";
import { captureOutputs } from "../support/command-line.js";

test("no secret reaches stdout or stderr", () => {
  const captured = captureOutputs();
  const { outputs, secrets } = createRedactedOutputs(captured.outputs);
  secrets.add("s-s4t2ud-5678");
  secrets.add("p@ss/word");
  secrets.add(undefined);
  secrets.add("42");
  outputs.out("42 rows; s-s4t2ud-5678 and p%40ss%2Fword\n");
  outputs.err("connect postgres://intra:p@ss/word@db/x and https://me:hidden@host/\n");
  outputs.err("an address is postgres://user:password@host:5432/database\n");
  expect(captured.said).toEqual({
    out: "42 rows; *** and ***\n",
    err:
      "connect postgres://intra:***@db/x and https://me:***@host/\nan address is " +
      "postgres://user:password@host:5432/database\n",
  });
});
