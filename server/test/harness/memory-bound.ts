/** What a process remembers counts for a second at most, once somebody else changed it. A slow machine changes nothing in that. */

/** How long a change may take to count on every other process, in milliseconds. */
export const MEMORY_BOUND_MS = 1000;

/**
 * Sends until the answer is one that follows the change, and returns it. Fails when a request that left later than the bound
 * was still answered from before the change: the moment of sending is compared, so answers may be slow.
 */
export async function untilChangeCounts<T>(
  what: string,
  changedAt: number,
  send: () => Promise<T>,
  follows: (answer: T) => boolean,
): Promise<T> {
  for (;;) {
    const sentMs = performance.now() - changedAt;
    const answer = await send();
    if (follows(answer)) return answer;
    if (sentMs >= MEMORY_BOUND_MS)
      throw new Error(`not yet ${what}, for a request sent after ${Math.round(sentMs)} ms`);
  }
}
