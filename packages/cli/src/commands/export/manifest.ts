import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@42sync/core";
import { z } from "zod";

/** The file that describes an export. It is written last, so an export without it is incomplete. */
export const manifestFile = "manifest.json";

export const manifestFormat = 1;

const schema = z.object({
  format: z.number(),
  /** The release that wrote it. */
  version: z.string(),
  exportedAt: z.string(),
  /** The data schema that it was. */
  schema: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      file: z.string().regex(/^[\w.-]+$/),
      rows: z.int(),
      columns: z.array(z.string()),
    }),
  ),
});

export type Manifest = z.infer<typeof schema>;

/** @throws ConfigError when the folder holds no export that can be read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, manifestFile);
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new ConfigError(`${folder} is not a complete export: can't read ${manifestFile}`, {
      cause,
      hint: "make one with: 42sync export --out <folder>",
    });
  });
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success)
    throw new ConfigError(`${file} is not the manifest of an export`, {
      hint: parsed.error.issues[0]?.message ?? "make the export again",
    });
  if (parsed.data.format !== manifestFormat)
    throw new ConfigError(
      `${file} has the format ${String(parsed.data.format)}, this release reads ${String(manifestFormat)}`,
      { hint: `42sync ${parsed.data.version} wrote it` },
    );
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // reported as not a manifest
  }
}
