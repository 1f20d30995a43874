import { likelyMistakes } from "../../../packages/cli/test/mistakes/likely-mistakes.js";
import { markdownTable } from "../markdown.js";

/** What the command prints for common mistakes: the texts that its tests check. */
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
