/** An achievement, or a series with one name and several thresholds. */
export interface AchievementSeed {
  readonly name: string;
  readonly description: string;
  readonly kind: "project" | "social" | "scolarity" | "pedagogy";
  readonly tier: "none" | "easy" | "medium" | "hard" | "challenge";
  /** One id each; null for an achievement without a count. */
  readonly counts: readonly (number | null)[];
  readonly title?: string;
  /** The name of the achievement that this one is a part of. */
  readonly partOf?: string;
}

const one: readonly null[] = [null];

export const ACHIEVEMENTS: readonly AchievementSeed[] = [
  {
    name: "Land ahoy",
    description: "Finished the piscine and stayed.",
    kind: "project",
    tier: "none",
    counts: one,
  },
  {
    name: "Rank and file",
    description: "Earned a complete rank.",
    kind: "project",
    tier: "medium",
    counts: one,
    title: "Ranked %login",
  },
  {
    name: "First light",
    description: "Validated a first project.",
    kind: "project",
    tier: "easy",
    counts: one,
    partOf: "Rank and file",
  },
  {
    name: "Shipshape",
    description: "Validated projects without a single failed try.",
    kind: "project",
    tier: "medium",
    counts: [3, 9, 21],
  },
  {
    name: "Full marks",
    description: "Validated projects with the highest mark.",
    kind: "project",
    tier: "challenge",
    counts: [1, 5, 10, 21],
    title: "Flawless %login",
  },
  {
    name: "Try, try again",
    description: "Validated a project after many tries.",
    kind: "project",
    tier: "easy",
    counts: [3, 5, 10],
  },
  {
    name: "Examiner's nightmare",
    description: "Passed exams in a row.",
    kind: "pedagogy",
    tier: "hard",
    counts: [2, 4, 6],
  },
  {
    name: "Second opinion",
    description: "Corrected other people's work.",
    kind: "pedagogy",
    tier: "easy",
    counts: [1, 10, 42, 100, 420],
  },
  {
    name: "Fair and square",
    description: "Gave corrections that nobody complained about.",
    kind: "pedagogy",
    tier: "none",
    counts: [10, 50],
  },
  {
    name: "Attendee",
    description: "Came to events.",
    kind: "social",
    tier: "none",
    counts: [1, 3, 10, 21, 42],
  },
  { name: "Storyteller", description: "Held a talk.", kind: "social", tier: "medium", counts: [1, 5] },
  {
    name: "Good neighbour",
    description: "Helped on the forum.",
    kind: "social",
    tier: "easy",
    counts: [5, 25, 100],
  },
  { name: "Night owl", description: "Logged in for a night.", kind: "scolarity", tier: "easy", counts: one },
  {
    name: "All hands",
    description: "Logged in every day of a month.",
    kind: "scolarity",
    tier: "hard",
    counts: [1, 3, 6],
  },
  {
    name: "Ninety hours",
    description: "Logged ninety hours in a week.",
    kind: "scolarity",
    tier: "challenge",
    counts: one,
    title: "Tireless %login",
  },
  {
    name: "Home away from home",
    description: "Visited another campus.",
    kind: "scolarity",
    tier: "none",
    counts: [1, 3],
  },
  {
    name: "Old hand",
    description: "Reached a level.",
    kind: "pedagogy",
    tier: "medium",
    counts: [5, 10, 15, 21],
  },
  {
    name: "Crew",
    description: "Won with the coalition.",
    kind: "social",
    tier: "medium",
    counts: [1, 2, 4],
    partOf: "Rank and file",
  },
];
