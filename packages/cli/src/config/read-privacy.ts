import { createHmac } from "node:crypto";
import { ConfigError } from "@42sync/core";
import { defineMirror, type MirrorInput, type PrivacyProfile, type Redact } from "@42sync/core/tables";
import type { Secrets } from "../terminal/redact.js";
import type { Settings } from "./resolve-settings.js";

/** The variable with the key of the hashes. */
const keyVariable = "FORTYTWO_PRIVACY_KEY";

/** A shorter key could be found by brute force: logins are known, and so are their hashes under each key. */
const shortestKey = 16;

type PrivacySettings = Pick<Settings, "privacy" | "env" | "mirror">;

/**
 * What applies the privacy profile of the settings; undefined when there is none. Hashes are HMAC-SHA256 in
 * hexadecimal.
 *
 * @throws ConfigError when the profile does not fit the tables, or it hashes and there is no key.
 */
export function readPrivacy({ privacy, env, mirror }: PrivacySettings, secrets: Secrets): Redact | undefined {
  return createPrivacy({ profile: privacy, key: readKey(privacy, env), mirror }, secrets);
}

/** The same without what has been hashed already. */
export function readRestOfPrivacy(
  { privacy, ...settings }: PrivacySettings,
  applied: PrivacyProfile,
  secrets: Secrets,
): Redact | undefined {
  const remaining = ([name, { drop, hash = [] }]: [string, PrivacyProfile[string]]): [
    string,
    PrivacyProfile[string],
  ] => [name, { drop, hash: hash.filter((column) => applied[name]?.hash?.includes(column) !== true) }];
  return readPrivacy(
    { privacy: Object.fromEntries(Object.entries(privacy).map(remaining)), ...settings },
    secrets,
  );
}

function createPrivacy(
  {
    profile,
    key,
    mirror,
  }: {
    readonly profile: PrivacyProfile;
    readonly key: string | undefined;
    readonly mirror: Pick<MirrorInput, "resources">;
  },
  secrets: Secrets,
): Redact | undefined {
  if (Object.values(profile).every(({ drop = [], hash = [] }) => drop.length + hash.length === 0))
    return undefined;
  secrets.add(key);
  const hash = (text: string): string =>
    createHmac("sha256", key ?? "")
      .update(text)
      .digest("hex");
  const { resources = [] } = mirror;
  return defineMirror({ resources, privacy: { profile, hash } }).redact;
}

function readKey(profile: PrivacyProfile, env: Settings["env"]): string | undefined {
  const key = env[keyVariable]?.trim();
  if (Object.values(profile).every(({ hash = [] }) => hash.length === 0)) return key;
  const hint =
    "set it to a random string, such as the output of openssl rand -hex 32; another key gives " +
    "other hashes, which don't join with earlier ones";
  if (key === undefined)
    throw new ConfigError(`the privacy profile hashes columns, and ${keyVariable} is not set`, { hint });
  if (key.length < shortestKey)
    throw new ConfigError(`${keyVariable} is shorter than ${String(shortestKey)} characters`, { hint });
  return key;
}
