import type { ApiRow } from "../sandbox-options.js";

/** The languages that rows refer to. */
export const LANGUAGES: readonly (readonly [id: number, name: string, identifier: string])[] = [
  [1, "Français", "fr"],
  [2, "English", "en"],
  [9, "Portuguese", "pt"],
  [11, "Spanish", "es"],
  [13, "Japanese", "ja"],
  [14, "Korean", "ko"],
  [16, "Italian", "it"],
  [17, "Brazilian Portuguese", "pt_br"],
  [18, "Turkish", "tr"],
];

/** A language by its id, as `/v2/campus` embeds it; English for an unknown id. */
export function languageOf(id: number): ApiRow {
  const [known, name, identifier] = LANGUAGES.find(([one]) => one === id) ?? [2, "English", "en"];
  return { id: known, name, identifier };
}
