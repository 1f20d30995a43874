import { accessSync, constants, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock, type Client } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import { readDatabaseTarget } from "../../config/database-target.js";
import { openClient } from "../../connect/open-client.js";
import { openDatabase } from "../../connect/open-database.js";
import { openSandbox } from "../../connect/open-sandbox.js";
import type { ExitCode } from "../../errors/exit-code.js";
import { createPaint } from "../../terminal/paint.js";
import { hours, perSecond, students, tour } from "./tour.js";

/** `42sync demo`: the main job from nothing to answers, on a local 42. */
export async function runDemo(context: CommandContext): Promise<ExitCode> {
  const clock = context.clock ?? systemClock;
  const paint = createPaint(context.io.colours);
  const folder = demoFolder(context.cwd);
  context.io.out(`${paint.bold("42sync demo")}: a local 42, an embedded PostgreSQL, no key needed\n\n`);
  // The hours that pass end at the present, so that what the demo leaves behind is as fresh as it says.
  const now = new Date(clock.now() - hours * 3_600_000);
  const target = readDatabaseTarget({ flag: folder, env: {}, cwd: context.cwd });
  const database = await openDatabase({
    target,
    schema: "public",
    command: "demo",
    create: true,
    fresh: true,
    now: () => clock.now(),
  });
  try {
    const served = await openSandbox({
      options: { size: students, now },
      perSecond,
      perHour: 1_000_000,
      port: 0,
      cwd: context.cwd,
    });
    try {
      const { url, clientId, clientSecret } = served;
      const connect = (): Client =>
        openClient(
          { ...context, fetch: undefined },
          {
            api: { url, clientId, clientSecret, nextClientSecret: undefined },
            target: () => undefined,
            needsDatabase: false,
          },
        ).client;
      return await tour({ context, paint, connect, database, served, folder });
    } finally {
      await served.close();
    }
  } finally {
    await database.close();
  }
}

/** In the working folder, or where it may not be written, in a temporary one. */
function demoFolder(cwd: string): string {
  try {
    accessSync(cwd, constants.W_OK);
    return ".42sync/demo";
  } catch {
    return join(mkdtempSync(join(tmpdir(), "42sync-")), "demo"); // the demo needs no place of its own
  }
}
