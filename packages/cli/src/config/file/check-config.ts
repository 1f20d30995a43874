import { ConfigError } from "@42sync/core";
import type { z } from "zod";
import { didYouMean } from "../../errors/suggest.js";
import { configSchema, keysAt } from "./config-schema.js";
import type { Config } from "./define-config.js";

/**
 * Validates what a file contains as a configuration.
 *
 * @param file its name, for messages.
 * @throws ConfigError for a secret, an unknown key with the nearest correct one, and an invalid value.
 * Never shows a value.
 */
export function checkConfig(value: unknown, file: string): Config {
  refuseSecrets(value, file);
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw issue === undefined ? new ConfigError(`${file} is invalid`, {}) : toError(issue, file);
}

function toError(issue: z.core.$ZodIssue, file: string): ConfigError {
  const at = showPath(issue.path);
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const known = keysAt(issue.path);
    return new ConfigError(`${file}: ${showPath([...issue.path, key])}: unknown key`, {
      hint: didYouMean(key, known, `the keys are ${known.join(", ")}`),
    });
  }
  return new ConfigError(`${file}${at === "" ? "" : `: ${at}`} is invalid`, { hint: issue.message });
}

/** `privacy.users.drop[0]`. */
function showPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${String(part)}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
}

const secretKey = /secret|token|passw|api_?key|client_?id|^uid$/i;
const secretValue = /[su]-s4t2ud-/;
/** Below these, keys are the user's names, or objects that we don't search. */
const ownNames: readonly string[] = ["privacy", "drift", "resources"];

/** A configuration is shared and committed; `.env` is not. */
function refuseSecrets(value: unknown, file: string): void {
  for (const [key, inner] of Object.entries(typeof value === "object" && value !== null ? value : {})) {
    if (secretKey.test(key) || (typeof inner === "string" && secretValue.test(inner))) {
      throw new ConfigError(`${file}: ${key}: credentials don't belong in this file`, {
        hint: "put FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET into .env, which is not committed",
      });
    }
    if (typeof inner === "string" && holdsPassword(inner)) {
      throw new ConfigError(`${file}: ${key}: a password doesn't belong in this file`, {
        hint: "put the address into .env as DATABASE_URL",
      });
    }
    if (!ownNames.includes(key)) refuseSecrets(inner, file);
  }
}

// Also in an invalid address, such as one with an unescaped character in its password.
function holdsPassword(text: string): boolean {
  return /:\/\/[^/?#]*:[^/]*@/.test(text) || /^[a-z]+:\/\/.*[?&]password=/i.test(text);
}
