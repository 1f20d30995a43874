import type { Readable, Writable } from "node:stream";
import { AbortedError } from "@42sync/core";
import {
  autocomplete,
  confirm,
  isCancel,
  log,
  password,
  select,
  spinner,
  text,
  type CANCEL_SYMBOL,
  type Option,
} from "@clack/prompts";
import type { Choice, Prompts, Refuse } from "./prompts.js";

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** Questions on a terminal, by @clack/prompts. */
export function createTerminalPrompts(terminal: Terminal): Prompts {
  return {
    text: async ({ message, placeholder, initially, refuse }) =>
      given(
        await text({
          ...terminal,
          message,
          ...(placeholder === undefined ? {} : { placeholder }),
          ...(initially === undefined ? {} : { initialValue: initially }),
          ...validation(refuse),
        }),
      ),
    secret: async ({ message, refuse }) =>
      given(await password({ ...terminal, message, ...validation(refuse) })),
    choose: async ({ message, choices }) =>
      valueAt(choices, given(await select({ ...terminal, message, options: toOptions(choices) }))),
    find: async ({ message, choices, firstIsUsual = false }) =>
      valueAt(
        choices,
        given(
          await autocomplete({
            ...terminal,
            message,
            options: toOptions(choices),
            initialValue: firstIsUsual ? firstPosition : nothing,
            filter: isNamed,
            validate: refuseNothing,
            maxItems: 10,
          }),
        ),
      ),
    confirm: async ({ message, initially = true }) =>
      given(await confirm({ ...terminal, message, initialValue: initially })),
    print: (text) => {
      log.message(text, { output: terminal.output });
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

function validation(refuse: Refuse | undefined): {
  validate?: (answer: string | undefined) => string | undefined;
} {
  return refuse === undefined ? {} : { validate: (answer) => refuse(answer ?? "") };
}

/** By their position: a value may be undefined, which @clack/prompts takes for none, as it takes 0. */
function toOptions(choices: readonly Choice<unknown>[]): Option<number>[] {
  return choices.map(({ label, hint }, index) => ({
    value: firstPosition + index,
    label,
    ...(hint === undefined ? {} : { hint }),
  }));
}

const firstPosition = 1;
/** The position of no choice: Enter alone selects nothing. */
const nothing = 0;

function valueAt<T>(choices: readonly Choice<T>[], position: number): T {
  return (choices[position - firstPosition] as Choice<T>).value; // the position is one that toOptions gave
}

function isNamed(search: string, { label = "", hint = "" }: Option<number>): boolean {
  return `${label} ${hint}`.toLowerCase().includes(search.trim().toLowerCase());
}

function refuseNothing(chosen: number | number[] | undefined): string | undefined {
  return chosen === undefined
    ? "nothing is selected: type part of a name in the list, or use the arrow keys"
    : undefined;
}

function given<T>(answer: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(answer))
    throw new AbortedError("stopped before anything was written", {
      hint: "run 42sync init again at any time",
    });
  return answer;
}
