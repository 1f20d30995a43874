import { describe, expect, test } from "vitest";
import { createSecondWindow, type SecondState } from "../../../src/transport/limits/second-window.js";

const of = (...starts: readonly number[]): SecondState => ({ starts: [...starts], stretch: 1 });

describe("a start between future ones", () => {
  const next = (starts: readonly number[], from: number, perSecond = 2): number =>
    createSecondWindow(of(...starts), { queuedMs: 60_000, lateMs: 20 }).next(1_000_000, perSecond, from);

  test.each([
    ["takes the room that was given back", [1_000_000, 1_001_060], 1_000_100, 1_000_100],
    ["keeps away from those before it", [1_000_000, 1_000_300, 1_001_600], 1_000_400, 1_001_060],
    ["and from those after it", [1_000_000, 1_000_530, 1_001_060, 1_001_590], 1_000_700, 1_002_120],
    ["waits for nobody when there is nobody", [], 1_000_007, 1_000_007],
  ])("%s", (_what, starts, from, at) => {
    expect(next(starts, from)).toBe(at);
  });

  test("never exceeds the limit, wherever it goes", () => {
    const state = of(1_000_000);
    const window = createSecondWindow(state, { queuedMs: 600_000 });
    for (let count = 0; count < 200; count += 1)
      window.start(window.next(1_000_000, 3, 1_000_000 + ((count * 7_919) % 60_000)));
    expect([
      state.starts.length,
      state.starts.every((at, index) => (state.starts[index + 3] ?? Infinity) - at >= 1040),
      state.starts.every((at, index) => index === 0 || at >= (state.starts[index - 1] ?? 0)),
    ]).toEqual([201, true, true]);
  });
});

test("a returned start no longer counts, and returning an unknown one changes nothing", () => {
  const state = of(1_000, 1_000, 2_040);
  const window = createSecondWindow(state);
  window.giveBack(2_040);
  window.giveBack(7);
  expect([state.starts, window.next(1_500, 2)]).toEqual([[1_000, 1_000], 2_040]);
});
