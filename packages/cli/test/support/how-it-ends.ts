import { commandLine, type CommandLineOptions } from "./command-line.js";
import { jumpingClock } from "./local-42.js";

const whatVaries: readonly (readonly [string | RegExp, string])[] = [
  [/^[-\d]+ [:\d]+Z /gm, ""],
  [/after \d+ attempts/g, "after N attempts"],
  [/since [-\dT:.]+Z/g, "since T"],
  [/pg_terminate_backend\(\d+\)/g, "pg_terminate_backend(N)"],
  [/[\d.]+ kB/g, "N kB"],
];

const nowhere = (): Promise<Response> => Promise.reject(new Error("nothing may be asked"));

/**
 * How a command line ends: `5: error: …`, its exit code and all that it says from the error on, or on stdout
 * when there is none, with what differs from run to run replaced. `names` are those of the test's own, and
 * what is put for them.
 */
export async function howItEnds(
  argv: readonly string[],
  options: CommandLineOptions = {},
  names: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, out, err } = await commandLine(argv, {
    clock: jumpingClock(Date.parse("2026-11-24T02:00:00Z")),
    fetch: nowhere,
    ...options,
  });
  const said = err.includes("error: ") ? `${err.slice(err.indexOf("error: "))}${out}` : out;
  return (
    `${String(code)}: ` +
    [...Object.entries(names), ...whatVaries].reduce(
      (text, [varying, fixed]) => text.replaceAll(varying, fixed),
      said,
    )
  );
}
