/** What a loop that works off things waits with: it goes on when the bell rings, and looks by itself from time to time. */

export interface Bell {
  ring(): void;
  /** Resolves when the bell is rung, at once if it was since the last time, and after the given time in any case. */
  rung(waitMs: number): Promise<void>;
}

export function createBell(): Bell {
  let hasRung = false;
  let wake = (): void => undefined;
  return {
    ring() {
      hasRung = true;
      wake();
    },
    async rung(waitMs) {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasRung = false;
    },
  };
}

/** Whether the work ends within the time; what becomes of it afterwards is of no interest. Rejects when it does. */
export function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  return Promise.race([work.finally(() => clearTimeout(timer)).then(() => true), promise]);
}
