import type { SettingFlags } from "../../config/resolve-settings.js";

/** Flags of `42sync init`. */
export interface InitFlags extends Pick<SettingFlags, "database" | "schema" | "campus" | "cursus"> {
  readonly clientId?: string | undefined;
  readonly secretStdin?: true | undefined;
  readonly allCampuses?: true | undefined;
  readonly force?: true | undefined;
  readonly start?: true | undefined;
  readonly json?: true | undefined;
}
