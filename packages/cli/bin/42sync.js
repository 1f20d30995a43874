#!/usr/bin/env node
import { existsSync } from "node:fs";

const built = new URL("../dist/bin.js", import.meta.url);
if (!existsSync(built)) {
  process.stderr.write("42sync is not built yet in this checkout. Next: npm run build\n");
  process.exit(2);
}
await import(built.href);
