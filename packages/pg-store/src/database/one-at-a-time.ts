/** Runs tasks one after the other: a connection does one thing at a time. */
export function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next;
    // Whoever waits for the task gets its error; the next task must not.
    next.catch(() => undefined);
    return next;
  };
}
