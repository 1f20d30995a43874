#!/usr/bin/env node
import { existsSync } from "node:fs";

// Before anything else is loaded: an older Node would fail on words that it does not know.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `error: 42sync needs Node 20.19 or newer, and this is ${process.versions.node} ` +
      `(${process.execPath})\n  hint: install a newer one from https://nodejs.org, or with nvm: ` +
      `nvm install --lts\n`,
  );
  process.exit(2);
}
const built = new URL("../dist/bin.js", import.meta.url);
if (!existsSync(built)) {
  process.stderr.write("42sync is not built yet in this checkout. Next: npm run build\n");
  process.exit(2);
}
await import(built.href);
