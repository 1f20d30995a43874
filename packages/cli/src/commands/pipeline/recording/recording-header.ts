import type { PrivacyProfile, Scope } from "@42sync/core/tables";
import type { IncrementalOptions } from "@42sync/core/pipelines";

/** The format of recordings; another one is refused. */
export const recordingFormat = 1;

/** The first line of a recording: which run it is of. */
export interface RecordingHeader {
  readonly kind: "recording";
  readonly format: number;
  readonly pipeline: "nightly" | "incremental";
  /** What names the API. */
  readonly source: string;
  readonly scope: Scope;
  /** Moments are ISO. */
  readonly options: Omit<IncrementalOptions, "since" | "until"> & {
    readonly since?: string;
    readonly until?: string;
  };
  /** The optional tables that were mirrored too. @default none */
  readonly with?: readonly string[];
  /** What has been dropped and hashed. */
  readonly privacy: PrivacyProfile;
  /** By the local clock, ISO. */
  readonly startedAt: string;
}
