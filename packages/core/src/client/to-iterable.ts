/**
 * A generator as an iterable that stops immediately: `break` and `return()` abort what is in flight, also
 * while a `next()` is waiting, which then ends without a value. Several `next()` calls at a time are answered
 * in order, each with its own value.
 */
export function toIterable<T>(
  start: (signal: AbortSignal) => AsyncGenerator<T, void, void>,
  outer: AbortSignal | undefined,
): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]: () => {
      const controller = new AbortController();
      const stop = (): void => {
        controller.abort(outer?.reason);
      };
      if (outer?.aborted === true) stop();
      else outer?.addEventListener("abort", stop, { once: true });
      const generator = start(controller.signal);
      const end: IteratorReturnResult<undefined> = { done: true, value: undefined };
      let remaining = false;
      const unlink = (): void => {
        outer?.removeEventListener("abort", stop);
      };
      return {
        next: async () => {
          try {
            const result = await generator.next();
            if (result.done !== true) return result;
            unlink();
            return end;
          } catch (error) {
            unlink();
            // The other requests of a failed traversal are useless now.
            controller.abort();
            if (remaining) return end;
            throw error;
          }
        },
        return: async () => {
          remaining = true;
          unlink();
          controller.abort();
          await generator.return();
          return end;
        },
      };
    },
  };
}
