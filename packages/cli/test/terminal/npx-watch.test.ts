import { describe, expect, test } from "vitest";
import { createNpxWatch, type ProcessFacts } from "../../src/terminal/npx-watch.js";

const byNpx = { npm_lifecycle_event: "npx", npm_lifecycle_script: "'42sync'" };

/** Processes by number, and the parent of the one that watches. */
function processes(
  given: Record<number, ProcessFacts>,
  parent: number,
): {
  readonly all: Map<number, ProcessFacts>;
  parent: number;
  readonly watch: (env?: Record<string, string>) => (() => boolean) | undefined;
} {
  const all = new Map(Object.entries(given).map(([pid, facts]) => [Number(pid), facts]));
  const world = {
    all,
    parent,
    watch: (env: Record<string, string> = byNpx) =>
      createNpxWatch({ env, parent: () => world.parent, factsOf: (pid) => all.get(pid) }),
  };
  return world;
}

describe("the watch over npx", () => {
  test("sees that the shell in between was ended, as npx does on SIGTERM", () => {
    const world = processes(
      { 20: { name: "sh", parent: 10 }, 10: { name: "npm exec 42sync", parent: 2 } },
      20,
    );
    const isGone = world.watch()!;
    const before = isGone();
    world.parent = 1;
    expect([before, isGone()]).toEqual([false, true]);
  });

  test("sees that npx is gone while the shell stays, as after SIGKILL", () => {
    const world = processes(
      { 20: { name: "sh", parent: 10 }, 10: { name: "npm exec 42sync", parent: 2 } },
      20,
    );
    const isGone = world.watch()!;
    const before = isGone();
    world.all.set(20, { name: "sh", parent: 1 });
    expect([before, isGone()]).toEqual([false, true]);
  });

  test("where the shell became the command, the terminal behind npx may go", () => {
    const world = processes({ 10: { name: "npm exec 42sync", parent: 2 } }, 10);
    const isGone = world.watch()!;
    world.all.set(10, { name: "npm exec 42sync", parent: 1 });
    const whenTerminalWent = isGone();
    world.parent = 1;
    expect([whenTerminalWent, isGone()]).toEqual([false, true]);
  });

  test("needs only the parent where the system tells nothing of it", () => {
    const world = processes({}, 20);
    const isGone = world.watch()!;
    const before = isGone();
    world.parent = 1;
    expect([before, isGone()]).toEqual([false, true]);
  });

  test("is over nobody else: not over a shell, nohup or systemd, nor over what a script puts in the background", () => {
    const world = processes({ 20: { name: "bash", parent: 10 } }, 20);
    const others = [
      {},
      { npm_lifecycle_event: "demo", npm_lifecycle_script: "42sync sandbox &" },
      { npm_lifecycle_event: "npx", npm_lifecycle_script: "42sync sandbox > env &" },
    ];
    expect(others.map((env) => world.watch(env as Record<string, string>))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
