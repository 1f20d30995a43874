/** One of several answers. */
export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  /** Shown beside the label of the answer in focus. */
  readonly hint?: string;
}

/** Why an answer is refused; undefined when it's accepted. */
export type Refuse = (answer: string) => string | undefined;

interface TextQuestion {
  readonly message: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  /** What is there at first, to be kept or changed. */
  readonly initially?: string;
  readonly refuse?: Refuse;
}

/**
 * How a command asks on a terminal; passed in, so that tests answer. Each throws AbortedError when the user
 * cancels.
 */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  /** The typed text is not shown. */
  secret(question: { readonly message: string; readonly refuse?: Refuse }): Promise<string>;
  choose<T>(question: { readonly message: string; readonly choices: readonly Choice<T>[] }): Promise<T>;
  /**
   * One of many, found by typing a part of its name. With `firstIsUsual` Enter alone picks the first; without
   * it, something has to be picked.
   */
  find<T>(question: {
    readonly message: string;
    readonly choices: readonly Choice<T>[];
    readonly firstIsUsual?: boolean;
  }): Promise<T>;
  confirm(question: { readonly message: string; readonly initially?: boolean }): Promise<boolean>;
  /** Prints something between two questions. */
  print(text: string): void;
  /** Shows `doing` while the work is under way, and `done` after it. */
  during<T>(moment: { readonly doing: string; readonly done: string }, work: () => Promise<T>): Promise<T>;
}
