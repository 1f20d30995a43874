import { ConfigError } from "@42sync/core";
import type { Ended, RunProgram } from "../../terminal/run-program.js";
import { withBlock } from "./crontab.js";

/**
 * Puts the block of a folder into this user's crontab, or takes it out.
 *
 * @returns whether anything had to change.
 * @throws ConfigError when there is no crontab here, or it is refused.
 */
export async function installCrontab(
  run: RunProgram,
  folder: string,
  block: string | undefined,
): Promise<boolean> {
  const listed = await run("crontab", ["-l"]);
  if (listed.code === null)
    throw new ConfigError("this machine has no crontab", {
      hint:
        "with systemd: 42sync schedule --systemd --write; otherwise add the commands that 42sync " +
        "schedule prints to your scheduler",
    });
  // A user without a crontab gets 1 and this message of crontab's: there is no other sign of it.
  if (listed.code !== 0 && !/no crontab for/i.test(listed.err)) throw failed("crontab -l", listed);
  const before = listed.code === 0 ? listed.out : "";
  const after = withBlock(before, folder, block);
  if (after === before) return false;
  const written = await run("crontab", ["-"], after);
  if (written.code !== 0) throw failed("crontab -", written);
  return true;
}

function failed(command: string, { code, err }: Ended): ConfigError {
  return new ConfigError(`${command} ended with ${String(code)}: ${err.trim().split("\n")[0] ?? ""}`, {
    hint: "this user may not have a crontab: see man crontab, or use --systemd",
  });
}
