/**
 * Fetches the primary key for the eyes of the person, after a fresh sign-in where the last one is a while ago. Whoever
 * calls it keeps the key in component state alone, or nowhere.
 */

import { isSignedOut, problemOf } from '../lib/errors.ts';
import { attended, Cancelled } from '../lib/reauthentication.ts';
import { sessionOver } from '../lib/session-over.ts';
import { toast } from '../lib/toasts.ts';
import { useBusiness } from '../lib/use-business.ts';

/** Undefined when the person turned back, or when it was refused, which a toast says. */
export function useRevealKey(): () => Promise<string | undefined> {
  const { client } = useBusiness();
  return async () => {
    try {
      return (await attended(() => client.keys.reveal())).secretKey;
    } catch (error) {
      if (error instanceof Cancelled) return undefined;
      if (isSignedOut(error)) sessionOver.announce();
      else {
        const { message, requestId } = problemOf(error);
        toast(message, { tone: 'bad', ...(requestId && { requestId }) });
      }
      return undefined;
    }
  };
}
