import type { CommanderError } from "commander";
import type { Failure } from "./failure.js";
import { didYouMean, nearest } from "./suggest.js";

/** What is known of a command, to suggest the nearest correct word. */
export interface KnownCommand {
  readonly name: string;
  readonly flags: readonly string[];
}

/** A mistake on the command line: what is wrong, and the nearest correct word. Exit code 2. */
export function usageToFailure(
  error: CommanderError,
  commands: readonly KnownCommand[],
  argv: readonly string[],
): Failure {
  const said = error.message.replace(/^error: /, "");
  const [message, hint] = explain(error.code, said, commands, argv);
  return { code: "E_USAGE", message, hint, exitCode: 2 };
}

function explain(
  code: string,
  said: string,
  commands: readonly KnownCommand[],
  argv: readonly string[],
): readonly [string, string] {
  const word = /'([^']*)'/.exec(said)?.[1] ?? "";
  const command = commands.find(({ name }) => argv.includes(name));
  const help = `see: 42sync ${command === undefined ? "" : `${command.name} `}--help`;
  switch (code) {
    case "commander.unknownCommand": {
      const names = commands.map(({ name }) => name);
      return [`unknown command ${word}`, didYouMean(word, names, `the commands are ${names.join(", ")}`)];
    }
    case "commander.unknownOption": {
      const flag = word.replace(/=.*$/s, "");
      // A flag of init, whose answer the others take as a value.
      const near =
        flag === "--all-campuses" && command?.flags.includes("--campus") === true
          ? "--campus all"
          : nearest(flag, command?.flags ?? ["--help", "--version", "--debug"]);
      return [
        command === undefined ? `unknown flag ${flag}` : `${command.name} has no flag ${flag}`,
        near === undefined ? help : `did you mean ${near}?`,
      ];
    }
    case "commander.excessArguments":
      return [
        excess(command, argv),
        command?.name === "query"
          ? 'put the query in quotes: 42sync query "select count(*) from users"'
          : "list campuses after --campus without spaces around the commas, and quote names with spaces; " +
            help,
      ];
    case "commander.missingArgument":
      return [
        `${command?.name ?? "42sync"} needs ${word === "sql" ? "a query" : word}`,
        command?.name === "query" ? 'for example: 42sync query "select count(*) from users"' : help,
      ];
    case "commander.optionMissingArgument":
      return [`${word.split(" ")[0] ?? word} needs a value: ${word}`, help];
    case "commander.missingMandatoryOptionValue":
      return [`${command?.name ?? "42sync"} needs ${word}`, help];
    default:
      return [readable(said), help];
  }
}

function excess(command: KnownCommand | undefined, argv: readonly string[]): string {
  return `too many words after ${command?.name ?? argv[0] ?? "42sync"}`;
}

/**
 * `option '--port <n>' argument 'x' is invalid. it must be …` → `--port x: it must be …`; of an argument,
 * `command-argument value 'x' is invalid for argument 'id'. …`.
 */
function readable(said: string): string {
  const [, flag, given, whyFlag] =
    /^option '([^\s']+)[^']*' argument '(.*)' is invalid\. ([\s\S]*)$/.exec(said) ?? [];
  if (flag !== undefined) return `${flag} ${given ?? ""}: ${inOurWords(whyFlag)}`;
  const [, value, name, why] =
    /^command-argument value '(.*)' is invalid for argument '([^']+)'\. ([\s\S]*)$/.exec(said) ?? [];
  return name === undefined ? said : `${name} ${value ?? ""}: ${inOurWords(why)}`;
}

/** `Allowed choices are table, json, prometheus.` → `it must be table, json or prometheus`. */
function inOurWords(why = ""): string {
  const [, choices] = /^Allowed choices are (.*)\.$/.exec(why) ?? [];
  return choices === undefined ? why : `it must be ${choices.replace(/, ([^,]*)$/, " or $1")}`;
}
