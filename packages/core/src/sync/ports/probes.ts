/** What a probe of 42 found about something that runs rely on. */
export interface KeptFact {
  /** Stable: `projects_users.range-id`. */
  readonly fact: string;
  /** The list, by its resource's name; null for the API as a whole. */
  readonly resource: string | null;
  readonly expected: string;
  readonly seen: string;
  readonly holds: boolean;
  /** When 42 was asked, ISO. */
  readonly askedAt: string;
}

/** What probes found; runs read lists in other ways where something does not hold. */
export interface Probes {
  /** What the last probe of each fact found, by the fact's name in ascending order. */
  facts(): Promise<readonly KeptFact[]>;
  /** Keeps what a probe found, in place of what was known of the same facts. */
  keep(facts: readonly KeptFact[]): Promise<void>;
}
