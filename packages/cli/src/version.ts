import { readFileSync } from "node:fs";

/** The version of this package. */
export function readVersion(): string {
  // The same file from src/ and from dist/.
  const parsed = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  }; // our own file
  return parsed.version;
}
