import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, closeSync } from "node:fs";
import { columnList } from "./projects-users-rows.js";

/**
 * Lets psql COPY a file into a table, as `psql < file` would.
 * @returns seconds that psql took, its start included
 */
export async function copyWithPsql(url: string, table: string, file: string): Promise<number> {
  const input = openSync(file, "r");
  try {
    const began = performance.now();
    const child = spawn(
      "psql",
      ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", `copy ${table} (${columnList}) from stdin`],
      { stdio: [input, "ignore", "inherit"] },
    );
    const [code] = (await once(child, "close")) as [number | null]; // what node:child_process documents
    if (code !== 0) throw new Error(`psql ended with ${String(code)}`);
    return (performance.now() - began) / 1000;
  } finally {
    closeSync(input);
  }
}
