import type { CommandContext } from "../../../packages/cli/src/command-context.js";
import type { CliProgram } from "../../../packages/cli/src/cli-program.js";
import { createProgram } from "../../../packages/cli/src/program.js";
import { exitCodeMeanings, exitCodes } from "../../../packages/cli/src/errors/exit-code.js";
import { codeList, markdownTable } from "../markdown.js";

type Command = CliProgram["commands"][number];

/** Every command with its arguments, flags and examples. */
export function describeCommands(): string {
  let help = "";
  const program = createProgram(silentContext((text) => (help += text)));
  const helpOf = (command: Command): string => {
    help = "";
    command.outputHelp();
    return help;
  };
  return program.commands.map((command) => describe(command, helpOf(command))).join("\n\n");
}

/** The commands in one table. */
export function commandOverview(): string {
  const { commands } = createProgram(silentContext(() => undefined));
  return markdownTable(
    ["command", ""],
    commands.map((command) => [`\`${command.name()}\``, command.summary()]),
  );
}

/** The exit codes with their meanings. */
export function describeExitCodes(): string {
  const names = Object.keys(exitCodes) as (keyof typeof exitCodes)[]; // the keys of our own record
  return markdownTable(
    ["exit code", "means"],
    names.map((name) => [String(exitCodes[name]), exitCodeMeanings[name]]),
  );
}

function describe(command: Command, help: string): string {
  const examples = help.split("\nExamples:\n")[1];
  const given = command.registeredArguments.map((argument) => [
    `\`${argument.required ? `<${argument.name()}>` : `[${argument.name()}]`}\``,
    withChoices(argument.description, argument.argChoices),
  ]);
  const flags = command.options
    .filter((option) => !option.hidden)
    .map((option) => [
      `\`${option.flags}\``,
      withChoices(`${option.description}${defaultOf(option)}`, option.argChoices),
    ]);
  return [
    `## 42sync ${command.name()}`,
    command.description(),
    `\`\`\`sh\n42sync ${command.name()} ${command.usage()}\n\`\`\``,
    ...(given.length + flags.length === 0 ? [] : [markdownTable(["", ""], [...given, ...flags])]),
    ...(examples === undefined
      ? []
      : [
          `\`\`\`sh\n${examples
            .trimEnd()
            .split("\n")
            .map((line) => line.replace(/^ {2}(\$ )?/, ""))
            .join("\n")}\n\`\`\``,
        ]),
  ].join("\n\n");
}

function withChoices(description: string, choices: readonly string[] | undefined): string {
  return choices === undefined ? description : `${description}: ${codeList(choices)}`;
}

function defaultOf({ defaultValue, defaultValueDescription }: Command["options"][number]): string {
  const shown: unknown = defaultValueDescription ?? defaultValue;
  return shown === undefined || shown === false ? "" : ` (default: ${String(shown)})`;
}

/** Commands are only defined here, never run. */
function silentContext(out: (text: string) => void): CommandContext {
  const io = {
    out,
    err: () => undefined,
    outTerminal: false,
    errTerminal: false,
    columns: 100,
    colours: false,
    errStream: process.stderr,
  };
  const never = new AbortController().signal;
  return {
    env: {},
    cwd: "",
    io,
    secrets: { add: () => undefined },
    fetch: undefined,
    clock: undefined,
    signal: never,
    finish: never,
    heedSignals: () => undefined,
    debug: false,
    end: () => undefined,
  } as unknown as CommandContext; // enough to define a command
}
