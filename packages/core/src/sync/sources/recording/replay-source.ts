import { AbortedError, ConfigError } from "../../../errors/index.js";
import type { AnyEndpoint } from "../../../resource/index.js";
import { revalidateItem } from "../revalidate-item.js";
import type { EngineOptions, EnginePage, EngineQuery, PageSource } from "../page-source.js";
import { callKey, fromRecordedError, toCall, type RecordedCall, type RecordedLine } from "./recorded-line.js";

/** What is known of one recorded traversal; lines wait here until they are asked for. */
interface Waiting {
  readonly key: string;
  readonly lines: (RecordedLine & { readonly kind: "page" | "end" })[];
  state: "found" | "taken" | "remaining";
}

/**
 * A source that answers from a recording, in which the same run asks the same questions: no hit is spent. The
 * lines are read as far as the answers need, so that memory holds what lies between two traversals that went
 * on at the same time.
 *
 * @throws ConfigError from its pages when the run asks what was not recorded: it began on another copy than
 * the recorded one.
 */
export function replaySource(lines: AsyncIterable<RecordedLine>): PageSource {
  const reader = lines[Symbol.asyncIterator]();
  const calls = new Map<number, Waiting>();
  const times: string[] = [];
  let lastTime: string | undefined;
  let reading: Promise<boolean> | undefined;

  /** Reads one line more; false when there is none. Whoever asks meanwhile waits for the same line. */
  const readOn = (): Promise<boolean> => (reading ??= readLine().finally(() => (reading = undefined)));
  const readLine = async (): Promise<boolean> => {
    const { done, value } = await reader.next();
    if (done === true) return false;
    if (value.kind === "now") times.push(value.at);
    else if (value.kind === "call") calls.set(value.call, { key: callKey(value), lines: [], state: "found" });
    else if (calls.get(value.call)?.state !== "remaining") calls.get(value.call)?.lines.push(value);
    return true;
  };

  const take = async (call: RecordedCall): Promise<Waiting> => {
    const key = callKey(call);
    do {
      const found = [...calls.values()].find((one) => one.state === "found" && one.key === key);
      if (found !== undefined) return Object.assign(found, { state: "taken" as const });
    } while (await readOn());
    throw new ConfigError(
      `the recording has no answer for ${call.endpoint}, asked as a ` +
        `${call.traversal === "list" ? "list" : "list by ids"}`,
      {
        context: { resource: call.endpoint },
        hint:
          "a recording goes on from the copy that it was made on: replay all of them, in their " +
          "order, into an empty schema",
      },
    );
  };

  const replayed = async function* (call: RecordedCall): AsyncGenerator<EnginePage, void, void> {
    const waiting = await take(call);
    try {
      for (;;) {
        const line = waiting.lines.shift();
        if (line?.kind === "page")
          yield { ...line.page, date: line.page.date === null ? null : new Date(line.page.date) };
        else if (line?.kind === "end" && line.error !== null) throw fromRecordedError(line.error);
        else if (line?.kind === "end") return;
        else if (!(await readOn()))
          throw new AbortedError("the recording ends here", {
            hint: "the recorded run was stopped here; the next recording goes on",
          });
      }
    } finally {
      Object.assign(waiting, { state: "remaining", lines: [] });
    }
  };

  return {
    list: (endpoint: AnyEndpoint, query: EngineQuery, { resume }: EngineOptions) =>
      replayed(toCall("list", endpoint, query, resume)),
    byIds: (endpoint: AnyEndpoint, query: EngineQuery, { resume }: EngineOptions) =>
      replayed(toCall("byIds", endpoint, query, resume)),
    serverNow: async () => {
      while (times.length === 0 && (await readOn()));
      lastTime = times.shift() ?? lastTime;
      if (lastTime === undefined)
        throw new ConfigError("the recording tells no time", {
          hint: "it is cut off at its beginning; leave it out",
        });
      return new Date(lastTime);
    },
    revalidate: revalidateItem,
    usage: { hits: 0, bytes: 0 },
    unknownFields: {},
  };
}
