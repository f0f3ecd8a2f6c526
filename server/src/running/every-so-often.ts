/**
 * Runs a job again and again, `everyMs` apart, never twice at once; what goes wrong is told and the next run comes all the same.
 * Answers how to end it, which waits for the run that is under way.
 */
export function everySoOften(everyMs: number, job: () => Promise<unknown>, failed: (error: unknown) => void): () => Promise<void> {
  let running: Promise<unknown> | null = null;
  let stopped = false;
  const tick = (): void => {
    running ??= job()
      .catch((error: unknown) => {
        if (!stopped) failed(error);
      })
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(tick, everyMs);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}
