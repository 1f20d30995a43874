/**
 * A project: its cursus, its slug (null for a few, as on the intranet), how hard it is, how people work on
 * it.
 */
export interface ProjectSeed {
  readonly id: number;
  readonly name: string;
  readonly slug: string | null;
  readonly difficulty: number | null;
  readonly cursusIds: readonly number[];
  readonly exam: boolean;
  readonly solo: boolean;
  readonly parentId: number | null;
}

type Line = readonly [name: string, difficulty: number, traits?: string];

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, "-")
    .replaceAll(/^-|-$/g, "");

/** The projects of cursus 21, in order: `e` is an exam, `g` a group project. */
const CURSUS_21: readonly Line[] = [
  ["Libft", 462],
  ["ft_printf", 882],
  ["get_next_line", 882],
  ["Born2beroot", 577],
  ["Exam Rank 02", 0, "e"],
  ["push_swap", 1855],
  ["minitalk", 1142],
  ["so_long", 1000],
  ["Exam Rank 03", 0, "e"],
  ["Philosophers", 3360],
  ["minishell", 2814, "g"],
  ["Exam Rank 04", 0, "e"],
  ["NetPractice", 3160],
  ["cub3d", 5775, "g"],
  ["CPP Module 00", 100],
  ["CPP Module 01", 100],
  ["CPP Module 02", 100],
  ["CPP Module 03", 100],
  ["CPP Module 04", 9660],
  ["CPP Module 05", 100],
  ["CPP Module 06", 100],
  ["CPP Module 07", 100],
  ["CPP Module 08", 100],
  ["CPP Module 09", 10042],
  ["Exam Rank 05", 0, "e"],
  ["webserv", 21630, "g"],
  ["Inception", 10042],
  ["ft_irc", 21630, "g"],
  ["Exam Rank 06", 0, "e"],
  ["ft_transcendence", 24360, "g"],
  ["Work Experience I", 42000],
  ["libasm", 966],
  ["Camagru", 4200],
  ["Matcha", 9450],
  ["ft_linux", 4200],
  ["Dr-Quine", 2520],
  ["42sh", 12600, "g"],
  ["Work Experience II", 63000],
  ["Open Project", 20000, "g"],
  ["Harbour Lights", 6300],
];

const C_PISCINE: readonly Line[] = [
  ["C Piscine Shell 00", 50],
  ["C Piscine Shell 01", 60],
  ["C Piscine C 00", 70],
  ["C Piscine C 01", 80],
  ["C Piscine Exam 00", 0, "e"],
  ["C Piscine Rush 00", 90, "g"],
  ["C Piscine C 02", 90],
  ["C Piscine C 03", 100],
  ["C Piscine C 04", 110],
  ["C Piscine Exam 01", 0, "e"],
  ["C Piscine C 05", 120],
  ["C Piscine C 06", 120],
  ["C Piscine Rush 01", 140, "g"],
  ["C Piscine C 07", 150],
  ["C Piscine Exam 02", 0, "e"],
  ["C Piscine C 08", 160],
  ["C Piscine BSQ", 200, "g"],
  ["C Piscine Final Exam", 0, "e"],
];

const OTHERS: readonly (readonly [cursusId: number, ...Line])[] = [
  [34, "Data Day 00", 100],
  [34, "Data Day 01", 100],
  [34, "Data Day 02", 100],
  [34, "Data Rush", 300, "g"],
  [39, "Hello 101", 20],
  [49, "Basecamp Warm Up", 30],
  [66, "Reloaded 00", 80],
  [66, "Reloaded 01", 80],
  [69, "Discovery Python 00", 60],
  [80, "Discovery Web 00", 60],
  [80, "Discovery Web 01", 60],
  [53, "Zip Starter", 400],
  [78, "Senior Seminar", 5000, "g"],
  [1, "Old Libft", 462],
  [1, "Old Corewar", 12600, "g"],
  [4, "Old Day 00", 50],
  [17, "Harbour Sprint", 700, "g"],
];

const seed = (
  id: number,
  [name, difficulty, traits = ""]: Line,
  cursusIds: readonly number[],
): ProjectSeed => ({
  id,
  name,
  slug: slugOf(name),
  difficulty: traits.includes("e") ? null : difficulty,
  cursusIds,
  exam: traits.includes("e"),
  solo: !traits.includes("g"),
  parentId: null,
});

/** Projects of cursus 21, in the order in which people do them. */
export const MAIN_PROJECTS: readonly ProjectSeed[] = CURSUS_21.map((line, at) =>
  seed(1314 + at * 9 + ((at * 7) % 5), line, at % 6 === 0 ? [21, 53] : [21]),
);

/** Projects of the piscine, in order. */
export const PISCINE_PROJECTS: readonly ProjectSeed[] = C_PISCINE.map((line, at) =>
  seed(1255 + at * 3 + (at % 2), line, at < 4 ? [9, 65] : [9]),
);

const family = (parent: ProjectSeed, names: readonly string[]): readonly ProjectSeed[] => [
  parent,
  ...names.map((name, at) => ({
    ...seed(parent.id + 1 + at, [name, 100], parent.cursusIds),
    parentId: parent.id,
  })),
];

/**
 * Other projects: of other cursus, a parent with children, a second "Exam Rank 02", and projects without
 * slug or cursus.
 */
const OTHER_PROJECTS: readonly ProjectSeed[] = [
  ...OTHERS.map(([cursusId, ...line], at) => seed(700 + at * 23, line, [cursusId])),
  ...family(seed(2120, ["Harbour Piscine", 1500], [21]), [
    "Harbour Day 00",
    "Harbour Day 01",
    "Harbour Day 02",
  ]),
  { ...seed(2708, ["Exam Rank 02", 0, "e"], [21, 53]), slug: "next-exam-rank-02" },
  ...[2301, 2302, 2417].map((id, at) => ({
    ...seed(id, [`Draft ${at + 1}`, 0], at === 2 ? [] : [21]),
    slug: null,
    difficulty: null,
  })),
];

/** Every project. */
export const PROJECTS: readonly ProjectSeed[] = [
  ...MAIN_PROJECTS,
  ...PISCINE_PROJECTS,
  ...OTHER_PROJECTS,
].sort((a, b) => a.id - b.id);
