/** A changelog entry is the summary alone, in the user's words: no commits, no dependency versions. */
module.exports = {
  getReleaseLine: ({ summary }) => Promise.resolve(`- ${summary.trim().replaceAll("\n", "\n  ")}`),
  getDependencyReleaseLine: () => Promise.resolve(""),
};
