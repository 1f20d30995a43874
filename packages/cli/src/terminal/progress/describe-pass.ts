import type { PassReport } from "@42sync/core/sync";

/** `full, by ids`, `window, partial`, `skipped`. */
export function describePass(pass: PassReport): string {
  if (pass.outcome === "skipped") return pass.error === null ? "still fresh" : "skipped";
  const how = pass.how === "by ids" ? ", by ids" : "";
  return `${pass.kind}${how}${pass.outcome === "complete" ? "" : `, ${pass.outcome}`}`;
}
