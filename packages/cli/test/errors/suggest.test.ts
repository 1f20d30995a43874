import { expect, test } from "vitest";
import { didYouMean } from "../../src/errors/suggest.js";

test("asks for the nearest word, or lists the right ones where none is near", () => {
  const commands = ["nightly", "incremental", "status"];
  expect({
    near: didYouMean("nigthly", commands, "there are some"),
    far: didYouMean("xyzzy", commands, "there are some"),
  }).toEqual({ near: "did you mean nightly?", far: "there are some" });
});
