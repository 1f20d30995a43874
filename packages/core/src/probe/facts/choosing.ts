import type { Answer, PageAnswer } from "../answer.js";
import { lets, type Part } from "../asked.js";
import { showRows, type Judgement } from "../fact.js";
import type { SampledRow } from "../sample.js";

/** Rows that are touched while they are read may be shown as they are a moment later. */
const movedMs = 60_000;

interface Choosing {
  /** The first page of the list: what would come if the parameter had no effect. */
  readonly first: PageAnswer;
  readonly answer: Answer | undefined;
  readonly part: Part;
  /** Whether rows that should come and do not speak against this part rather than another. */
  readonly blamesMissing: boolean;
}

/**
 * Whether a part of a request chooses among rows as it should: nothing comes that it excludes, and half at
 * least of what it lets through (some rows move meanwhile). Unless the first page has a row that only this
 * part excludes, the answer proves nothing.
 */
export function classifyChoosing({ first, answer, part, blamesMissing }: Choosing): Judgement {
  if (answer === undefined) return { holds: null, seen: "not asked" };
  if (answer.kind === "failed") return { holds: null, seen: answer.seen };
  if (answer.kind === "refused") return { holds: false, seen: String(answer.status) };
  const { asked, sample } = answer;
  const others = otherParts(part, answer);
  const isOther = (row: SampledRow): boolean => others.every((one) => lets(one, asked, row) === true);
  const foreign = sample.rows.filter(
    (row) => lets(part, asked, row) === false && !isMoving(answer, part, row),
  );
  if (foreign.length > 0)
    return {
      holds: false,
      seen: `${String(foreign.length)} of ${showRows(sample.rows.length)} should not come`,
    };
  const wanted = first.sample.rows.filter((row) => isOther(row) && lets(part, asked, row) === true);
  const came = new Set(sample.rows.map(({ id }) => id));
  const present = wanted.filter(({ id }) => came.has(id)).length;
  if (blamesMissing && present * 2 < wanted.length)
    return { holds: false, seen: `${String(present)} of ${showRows(wanted.length)} came` };
  const excluded = first.sample.rows.filter((row) => isOther(row) && lets(part, asked, row) === false);
  if (excluded.length === 0) return { holds: null, seen: "too few rows to tell" };
  return { holds: true, seen: `${showRows(sample.rows.length)} came, ${String(excluded.length)} excluded` };
}

function otherParts(part: Part, { asked }: PageAnswer): readonly Part[] {
  const parts: readonly Part[] = ["idRange", "timeRange", "filter"];
  return parts.filter((one) => one !== part && asked[one] !== undefined);
}

function isMoving({ asked, date }: PageAnswer, part: Part, row: SampledRow): boolean {
  if (part !== "timeRange" || asked.timeRange === undefined || date === null) return false;
  const at = Date.parse(String(row.values[asked.timeRange.field]));
  return Math.abs(at - date.getTime()) <= movedMs;
}
