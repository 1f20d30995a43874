// Writes what is generated from the sources: the indexes, the row types, parts of pages; `--check` compares
// instead.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const check = process.argv.includes("--check");

// The sources themselves, by the path names of tsconfig.json, so that nothing has to be built before.
const { paths } = JSON.parse(readFileSync(`${root}tsconfig.json`, "utf8")).compilerOptions;
const alias = Object.entries(paths).map(([name, [file]]) => ({
  find: new RegExp(`^${name}$`),
  replacement: `${root}${file}`,
}));

// The indexes come first: everything else is made from what they list.
const { indexes } = await load("indexes.ts");
for (const [path, text] of indexes) put(path, text);
const { generate } = await load("generate.ts");
for await (const [path, text] of generate()) put(path, text);

async function load(file) {
  const { module } = await runnerImport(fileURLToPath(new URL(file, import.meta.url)), {
    root,
    configFile: false,
    logLevel: "error",
    resolve: { alias },
  });
  return module;
}

function put(path, text) {
  const file = `${root}${path}`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  if (check) {
    complain(path);
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`${path} written`);
  }
}

function complain(path) {
  process.exitCode = 1;
  console.error(`${path} is not what the sources say now. Next: npm run docs, and read the difference`);
}
