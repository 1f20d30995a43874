/** Changelogs say what changed in the users' words, without the commits and the versions of each other that changesets would add. */
module.exports = {
  getReleaseLine: ({ summary }) => Promise.resolve(`- ${summary.trim().replaceAll("\n", "\n  ")}`),
  getDependencyReleaseLine: () => Promise.resolve(""),
};
