import { AbortedError, ConfigError } from "../../../errors/index.js";
import type { AnyEndpoint } from "../../../resource/index.js";
import { revalidateItem } from "../revalidate-item.js";
import type { EngineOptions, EnginePage, EngineQuery, PageSource } from "../page-source.js";
import { callKey, fromRecordedError, toCall, type RecordedCall, type RecordedLine } from "./recorded-line.js";

/** What is known about one recorded traversal; lines wait here until they are asked for. */
interface Waiting {
  readonly key: string;
  readonly lines: (RecordedLine & { readonly kind: "page" | "end" })[];
  state: "found" | "taken" | "remaining";
}

/**
 * A source that answers from a recording, for a run that makes the same requests: no hit is spent. Lines are
 * read only as far as the answers need, so that memory holds no more than the lines between two concurrent
 * traversals.
 *
 * @throws ConfigError from its pages when the run requests something that was not recorded: its copy differed
 * from the recorded one at the start.
 */
export function replaySource(lines: AsyncIterable<RecordedLine>): PageSource {
  const reader = lines[Symbol.asyncIterator]();
  const calls = new Map<number, Waiting>();
  const times: string[] = [];
  let lastTime: string | undefined;
  let reading: Promise<boolean> | undefined;

  /** Reads another line; false when there is none. Concurrent callers wait for the same line. */
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
          "a recording continues the copy that it was made on: replay all recordings in " +
          "order into an empty schema",
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
            hint: "the recorded run was stopped here; the next recording continues it",
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
        throw new ConfigError("the recording has no time", {
          hint: "its beginning is missing; replay without it",
        });
      return new Date(lastTime);
    },
    revalidate: revalidateItem,
    usage: { hits: 0, bytes: 0 },
    unknownFields: {},
  };
}
