import type { TableShape } from "../shape.js";
import { column, instant, needed, placeColumns, placeKey, table } from "./columns.js";

const fromId = column("from_id", "bigint", "First owner's id.", needed);
const toId = column("to_id", "bigint", "Last owner's id.", needed);

/** How far each table is complete. */
export const progressShapes: readonly TableShape[] = [
  table({
    name: "watermarks",
    comment: "Up to where each table is complete.",
    key: placeKey,
    columns: [
      ...placeColumns,
      column("watermark", instant, "Everything that 42 changed up to here is stored.", needed),
      column("kind", "text", "Kind of the last complete pass: full or window.", needed),
      column("completed_at", instant, "When the last complete pass was stored.", needed),
    ],
  }),
  table({
    name: "resume_points",
    comment: "Where unfinished passes resume.",
    key: placeKey,
    columns: [
      ...placeColumns,
      column("point", "jsonb", "Kind, window, beginning and state of the traversal.", needed),
      column("saved_at", instant, "When it was saved, with the rows of its page.", needed),
    ],
  }),
  table({
    name: "owners_to_reread",
    comment:
      "Owners whose rows of a table must be read whole again: they entered or moved after the table was begun " +
      "in the scope, or they are gone.",
    key: [...placeKey, "owner_id"],
    columns: [
      ...placeColumns,
      column("owner_id", "bigint", "The owner's id: a person, or a project.", needed),
      column(
        "reason",
        "text",
        "entered; followed: a row of theirs changed in the table that this one follows; gone: 42 no longer has " +
          "them.",
        { notNull: true, default: "'entered'" },
      ),
    ],
  }),
  table({
    name: "coverage",
    comment:
      "Which owners' rows were read whole, and when. What changes silently is known to be right up to then.",
    key: [...placeKey, "from_id"],
    columns: [
      ...placeColumns,
      fromId,
      toId,
      column("read_at", instant, "The server's clock when the pass began.", needed),
    ],
  }),
  table({
    name: "verified",
    comment:
      "Which owners' rows had a turn in a comparison with 42, and when: the rotation of `42sync verify`. Of a " +
      "table that is one list, all ids.",
    key: [...placeKey, "failed", "from_id"],
    columns: [
      ...placeColumns,
      fromId,
      toId,
      column("read_at", instant, "The server's clock when they had their turn.", needed),
      column("failed", "boolean", "Whether the comparison failed; kept beside what was compared.", {
        notNull: true,
        default: "false",
      }),
    ],
  }),
];
