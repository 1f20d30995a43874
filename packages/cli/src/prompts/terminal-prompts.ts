import type { Readable, Writable } from "node:stream";
import { autocompleteMultiselect, confirm, isCancel, log, password, select, spinner, text, type CANCEL_SYMBOL, type Option } from "@clack/prompts";
import { AbortedError } from "@42sync/core";
import type { Choice, Prompts, Refuse } from "./prompts.js";

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** Questions on a terminal, by @clack/prompts. */
export function createTerminalPrompts(terminal: Terminal): Prompts {
  return {
    text: async ({ message, placeholder, initially, refuse }) =>
      given(await text({ ...terminal, message, ...(placeholder === undefined ? {} : { placeholder }), ...(initially === undefined ? {} : { initialValue: initially }), ...validation(refuse) })),
    secret: async ({ message, refuse }) => given(await password({ ...terminal, message, ...validation(refuse) })),
    choose: async ({ message, choices }) => valueAt(choices, given(await select({ ...terminal, message, options: toOptions(choices) }))),
    chooseSeveral: async ({ message, choices }) => given(await autocompleteMultiselect({ ...terminal, message, options: toOptions(choices), maxItems: 10 })).map((index) => valueAt(choices, index)),
    confirm: async ({ message, initially = true }) => given(await confirm({ ...terminal, message, initialValue: initially })),
    say: (line) => {
      log.message(line, { output: terminal.output });
    },
    during: async ({ doing, done }, work) => {
      const turning = spinner({ output: terminal.output });
      turning.start(doing);
      try {
        const result = await work();
        turning.stop(done);
        return result;
      } catch (error) {
        turning.error(doing);
        throw error;
      }
    },
  };
}

function validation(refuse: Refuse | undefined): { validate?: (answer: string | undefined) => string | undefined } {
  return refuse === undefined ? {} : { validate: (answer) => refuse(answer ?? "") };
}

/** By their position: a value may be undefined, which @clack/prompts takes for none. */
function toOptions(choices: readonly Choice<unknown>[]): Option<number>[] {
  return choices.map(({ label, hint }, index) => ({ value: index, label, ...(hint === undefined ? {} : { hint }) }));
}

function valueAt<T>(choices: readonly Choice<T>[], index: number): T {
  return (choices[index] as Choice<T>).value; // the index is one that toOptions gave
}

function given<T>(answer: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(answer)) throw new AbortedError("stopped before anything was written", { hint: "run 42sync init again whenever you like" });
  return answer;
}
