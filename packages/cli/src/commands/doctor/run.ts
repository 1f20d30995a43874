import type { CommandContext } from "../../command-context.js";
import type { SettingFlags } from "../../config/resolve-settings.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { printJson } from "../../terminal/io.js";
import { createPaint } from "../../terminal/paint.js";
import { renderFindings } from "./render.js";
import { runChecks } from "./run-checks.js";
import { createSubject } from "./subject.js";

export interface DoctorFlags extends Pick<SettingFlags, "config" | "database" | "schema"> {
  readonly json?: true | undefined;
}

/**
 * `42sync doctor`: checks what a run relies on. Exits with the code that the first problem would end a run
 * with.
 */
export async function runDoctor(context: CommandContext, flags: DoctorFlags): Promise<ExitCode> {
  const subject = createSubject(context, flags);
  try {
    const findings = await runChecks(subject);
    const exitCode = findings.find((one) => one.good === false)?.exitCode ?? exitCodes.done;
    if (flags.json === true) {
      const checks = findings.map(({ check, good, label, next }) => ({ check, good, label, next }));
      printJson(context.io, { checks, exitCode });
    } else {
      context.io.out(renderFindings(findings, createPaint(context.io.colours)));
    }
    return exitCode;
  } finally {
    await subject.close();
  }
}
