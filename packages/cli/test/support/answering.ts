import { AbortedError } from "@42sync/core";
import type { Choice, Prompts } from "../../src/terminal/prompts.js";

/** Answers one question; a choice is named by the beginning of its label. */
export type Answer = string | boolean | typeof leave;

/** Ends the questions, as Ctrl-C does. */
export const leave = Symbol("leave");

export interface Answering {
  readonly openPrompts: () => Promise<Prompts>;
  /** Questions and what was said, in their order; a choice with its labels. */
  readonly asked: string[];
}

/** Somebody at a terminal who has these answers. */
export function answering(...answers: readonly Answer[]): Answering {
  const remaining = [...answers];
  const asked: string[] = [];
  const next = <T extends Answer>(question: string): Promise<T> => {
    asked.push(question);
    const answer = remaining.shift();
    if (answer === undefined) return Promise.reject(new Error(`nobody has an answer to: ${question}`));
    return answer === leave
      ? Promise.reject(new AbortedError("stopped before anything was written"))
      : Promise.resolve(answer as T); // the test's author knows what is asked
  };
  const pick = <T>(choices: readonly Choice<T>[], label: string): T => {
    const found = choices.find((choice) => choice.label.startsWith(label));
    if (found === undefined)
      throw new Error(`${label} is none of ${choices.map((choice) => choice.label).join(", ")}`);
    return found.value;
  };
  const refusing = async (
    question: string,
    refuse: ((answer: string) => string | undefined) | undefined,
  ): Promise<string> => {
    for (;;) {
      const answer = await next<string>(question);
      const why = refuse?.(answer);
      if (why === undefined) return answer;
      asked.push(`(${why})`);
    }
  };
  const prompts: Prompts = {
    text: ({ message, initially, refuse }) =>
      refusing(initially === undefined ? message : `${message} [${initially}]`, refuse),
    secret: ({ message, refuse }) => refusing(message, refuse),
    choose: async ({ message, choices }) =>
      pick(choices, await next<string>([message, ...choices.map(({ label }) => `- ${label}`)].join("\n"))),
    find: async ({ message, choices }) => pick(choices, await next<string>(message)),
    confirm: ({ message }) => next<boolean>(message),
    print: (text) => {
      asked.push(`print: ${text}`);
    },
    during: async ({ doing, done }, work) => {
      asked.push(`${doing}…`);
      const result = await work();
      asked.push(done);
      return result;
    },
  };
  return { openPrompts: () => Promise.resolve(prompts), asked };
}
