import { likelyMistakes } from "../../../packages/cli/test/mistakes/likely-mistakes.js";
import { markdownTable } from "../markdown.js";

/** What the command says to the likeliest mistakes: the texts that its tests hold. */
export function describeMistakes(): string {
  return markdownTable(
    ["mistake", "what failed", "what to do", "exit"],
    Object.entries(likelyMistakes).map(([mistake, { message, hint, exit }]) => [
      mistake,
      `\`${message}\``,
      hint,
      String(exit),
    ]),
  );
}
