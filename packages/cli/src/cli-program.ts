import type { Command } from "@commander-js/extra-typings";

/** The command line that every `commands/<name>/command.ts` adds its command to. */
export type CliProgram = Command;
