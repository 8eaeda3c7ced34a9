/** Time. The only file that reads the system's clocks; everything else is given a Clock, so that tests can move it. */

export interface Clock {
  /** Wall-clock time, milliseconds since the Unix epoch. */
  now(): number;
  /** Milliseconds on a clock that never jumps; only differences mean anything. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** The wall clock in Lagos is an hour ahead of UTC all year. */
export const LAGOS_AHEAD_MS = 60 * 60 * 1000;
