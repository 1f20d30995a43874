import { stat } from "node:fs/promises";
import { join } from "node:path";
import { exitCodes } from "../../errors/exit-code.js";
import { bad, good, type Check } from "./check.js";

/** Whether the settings are readable, and the secret only by this user. */
export const settingsCheck: Check = {
  name: "settings",
  look: async (subject) => {
    const { file } = await subject.settings();
    const mode = await modeOf(join(subject.cwd, ".env"));
    // Windows has no such bits.
    if (mode !== undefined && process.platform !== "win32" && (mode & 0o077) !== 0)
      return bad(
        exitCodes.usage,
        "other users of this machine can read .env, which holds the secret",
        "chmod 600 .env",
      );
    const parts = [...(file === undefined ? [] : [file]), ...(mode === undefined ? [] : [".env"])];
    return good(parts.length === 0 ? "only from flags and the environment" : `from ${parts.join(" and ")}`);
  },
};

async function modeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mode;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
