import { systemClock, type Client } from "@42sync/core";
import type { CommandContext } from "../../command-context.js";
import { exitCodes } from "../../errors/exit-code.js";
import { tableWidth, printJson } from "../../terminal/io.js";
import { forecastRun } from "../plan/forecast-run.js";
import { renderPlan } from "../plan/render.js";
import type { ChosenScope } from "./campuses.js";
import type { ChosenDatabase } from "./database.js";
import type { SettingsFile } from "./settings-files.js";

export interface InitResult {
  readonly files: readonly SettingsFile[];
  readonly chosen: ChosenScope;
  readonly client: Client;
  readonly database: ChosenDatabase;
  readonly json: boolean;
}

/** The files that were written, and what the first night takes. */
export function printInitResult(
  { io, clock = systemClock }: CommandContext,
  { files, chosen, client, database, json }: InitResult,
): void {
  const { estimate } = chosen;
  const forecast = forecastRun(estimate.hits, client.usage, clock.now());
  if (json) {
    printJson(io, {
      files: files.map(({ name, same }) => ({ name, written: !same })),
      database: database.target.label,
      campuses: chosen.names,
      plan: estimate,
      seconds: forecast.seconds,
      exitCode: exitCodes.done,
    });
    return;
  }
  const lines = files.map(
    ({ name, same, secret }) =>
      `${same ? "unchanged:" : "wrote"} ${name}${secret ? ", readable by you only" : ""}`,
  );
  const width = tableWidth(io);
  const plan = renderPlan({ estimate, forecast, usage: client.usage, ...width });
  io.out(
    `${lines.join("\n")}\n\nthe next nightly, into ${database.target.label}:\n${plan}\n` +
      "next: 42sync nightly, then 42sync schedule for every night; 42sync doctor checks everything\n",
  );
}
