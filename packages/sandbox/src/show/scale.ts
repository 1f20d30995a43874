import { mix } from "../random.js";
import type { ApiRow } from "../sandbox-options.js";
import type { ScaleTeamRow } from "../store/static-tables.js";
import { showTime } from "./show-time.js";

const FLAGS: readonly (readonly [
  id: number,
  name: string,
  positive: boolean,
  icon: string,
  since: number,
])[] = [
  [1, "Ok", true, "check-4", Date.UTC(2015, 8, 14, 20)],
  [2, "Empty work", false, "iconf-folder-1", Date.UTC(2015, 8, 14, 20)],
  [3, "Incomplete work", false, "file-attention-2", Date.UTC(2015, 8, 14, 20)],
  [9, "Outstanding project", true, "star-1", Date.UTC(2017, 4, 18, 12)],
];

const RULES = [
  "Be polite, courteous and constructive through the whole defence: the well-being of the community depends on it.",
  "Find out together with the person what does not work, and take the time to speak about what you found.",
  "Opinions about a subject differ. Keep an open mind, and be as honest as you can in what you write down.",
  "Look only at what is in the repository of the group, and make sure that it really is the one of this group.",
  "Check that nobody has set an alias that makes you evaluate something else than what was handed in.",
].map((rule) => `- ${rule}`);

/** The texts of a scale; because of them, an evaluation weighs about 15 kB. */
const GUIDELINES = Array.from(
  { length: 24 },
  (_, at) => `### Part ${at + 1}\r\n\r\n${RULES.join("\r\n")}`,
).join("\r\n\r\n");

/** The result of an evaluation. */
export const showFlag = (id: number): ApiRow => {
  const [known, name, positive, icon, since] = FLAGS.find(([one]) => one === id) ?? [
    1,
    "Ok",
    true,
    "check-4",
    0,
  ];
  return { id: known, name, positive, icon, created_at: showTime(since), updated_at: showTime(since) };
};

/**
 * The scale that an evaluation follows; its languages are stale, each copy by a different amount (real rows
 * of 2026).
 */
export function scaleOf(row: ScaleTeamRow): ApiRow {
  const seen = showTime(Date.UTC(2026, 6, 1) + (mix(row.id, 5) % 2_000_000_000));
  return {
    id: row.scale_id,
    evaluation_id: 300 + row.project_id,
    name: `scale ${1 + (row.scale_id % 20)}`,
    is_primary: true,
    comment: "",
    introduction_md: RULES.join("\r\n"),
    disclaimer_md: "",
    guidelines_md: GUIDELINES,
    created_at: showTime(Date.UTC(2022, row.scale_id % 12, 7, 10)),
    correction_number: 3,
    duration: 1800,
    manual_subscription: true,
    languages: [
      {
        id: 2,
        name: "English",
        identifier: "en",
        created_at: showTime(Date.UTC(2015, 3, 14)),
        updated_at: seen,
      },
    ],
    flags: FLAGS.map(([id]) => showFlag(id)),
    free: false,
  };
}
