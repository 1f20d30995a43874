// Written by npm run docs from the declarations of the tables. Do not edit.

/** The tables that `--with` takes, for the help: loading the tables themselves would slow every command. */
export const optionalTableNames: readonly string[] = [
  "locations",
  "teams",
  "scale_teams",
  "events",
  "events_users",
  "quests",
  "quests_users",
  "blocs",
  "skills",
  "languages",
  "titles",
  "titles_users",
  "groups",
  "groups_users",
  "exams",
  "exams_users",
];
