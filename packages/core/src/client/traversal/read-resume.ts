import { QueryError } from "../../errors/index.js";
import type { Resume } from "../page.js";

/**
 * A stored resume point of the kind that this traversal makes; null to start at the beginning.
 * @throws QueryError when it belongs to another traversal, or is not a resume point
 */
export function readResume<Kind extends Exclude<Resume["kind"], "restart">>(
  resume: unknown,
  kind: Kind,
  resource: string,
): Extract<Resume, { kind: Kind }> | null {
  if (resume === undefined || resume === null) return null;
  const point = typeof resume === "object" && "kind" in resume ? resume : { kind: undefined };
  if (point.kind === "restart") return null;
  if (point.kind !== kind || !isSound(point)) {
    throw new QueryError(
      `${resource}: this resume point belongs to another traversal (${String(point.kind)} instead of ${kind})`,
      { hint: "start without it", context: { resource } },
    );
  }
  return point as Extract<Resume, { kind: Kind }>; // its kind and numbers were just looked at
}

function isSound(point: object): boolean {
  if ("page" in point) return isPositive(point.page) && (!("size" in point) || isPositive(point.size));
  if (!("spans" in point) || !Array.isArray(point.spans) || point.spans.length === 0) return false;
  const length = "kind" in point && point.kind === "ids" ? 3 : 2;
  return point.spans.every(
    (span: unknown) =>
      Array.isArray(span) &&
      span.length === length &&
      span.every((one) => Number.isSafeInteger(one)) &&
      Number(span[0]) <= Number(span[1]),
  );
}

function isPositive(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 1;
}
