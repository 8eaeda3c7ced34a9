/** How every benchmark runs: bounded in time, and with everything that it made taken away again, whatever happens. */

const LIMIT_SECONDS = 118;

/** Runs the benchmark; exits with 1 when it failed or did not end in time. A missed goal is a result, not a failure. */
export async function runBenchmark(
  work: (cleanUp: AsyncDisposableStack) => Promise<void>,
  limitSeconds = LIMIT_SECONDS,
): Promise<void> {
  const cleanUp = new AsyncDisposableStack();
  const interrupted = Promise.withResolvers<never>();
  const limit = setTimeout(() => interrupted.reject(new Error('the benchmark took too long')), limitSeconds * 1000);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupted.reject(new Error(`stopped by ${signal}`)));
  }
  try {
    await Promise.race([work(cleanUp), interrupted.promise]);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    clearTimeout(limit);
    // What is still under way fails when its processes are taken away; nobody waits for it any more.
    process.on('unhandledRejection', () => undefined);
    await cleanUp.disposeAsync();
  }
  process.exit();
}
