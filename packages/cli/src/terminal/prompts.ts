/** One of several answers. */
export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  /** Shown beside the label of the answer in focus. */
  readonly hint?: string;
}

/** Says why an answer is none, or undefined when it is one. */
export type Refuse = (answer: string) => string | undefined;

interface TextQuestion {
  readonly message: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  /** What stands there already, to be kept or changed. */
  readonly initially?: string;
  readonly refuse?: Refuse;
}

/**
 * How a command asks on a terminal; passed in, so that tests answer. Each throws AbortedError when whoever is
 * asked leaves.
 */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  /** Typed unseen. */
  secret(question: { readonly message: string; readonly refuse?: Refuse }): Promise<string>;
  choose<T>(question: { readonly message: string; readonly choices: readonly Choice<T>[] }): Promise<T>;
  /**
   * One of many, found by typing a part of its name. Without `firstIsUsual` nothing typed is no answer, and
   * neither is what matches nothing.
   */
  find<T>(question: {
    readonly message: string;
    readonly choices: readonly Choice<T>[];
    readonly firstIsUsual?: boolean;
  }): Promise<T>;
  confirm(question: { readonly message: string; readonly initially?: boolean }): Promise<boolean>;
  /** Says something between two questions. */
  say(text: string): void;
  /** Says what is being done for as long as it is, and then that it is. */
  during<T>(moment: { readonly doing: string; readonly done: string }, work: () => Promise<T>): Promise<T>;
}
