// Writes the generated pages and parts of pages, and the row types, from the declarations; `--check` compares instead.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const check = process.argv.includes("--check");

// The sources themselves, by the path names of tsconfig.json, so that nothing has to be built before.
const { module } = await runnerImport(fileURLToPath(new URL("generate.ts", import.meta.url)), {
  root,
  configFile: false,
  logLevel: "error",
  resolve: { tsconfigPaths: true },
});

for (const [path, text] of await module.generate(root)) {
  const file = `${root}${path}`;
  const before = readFileSync(file, "utf8");
  if (before === text) continue;
  if (check) {
    process.exitCode = 1;
    console.error(`${path} is not what the declarations say now. Next: npm run docs, and read the difference`);
  } else {
    writeFileSync(file, text);
    console.log(`${path} written`);
  }
}
