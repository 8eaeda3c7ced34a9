/** Fetches a secret of the webhook for the eyes of the person, after a fresh sign-in where the last one is a while ago. */

import type { WebhookSecrets } from '@interstellas/sdk';
import { isSignedOut, problemOf } from '../../lib/errors.ts';
import { attended, Cancelled } from '../../lib/reauthentication.ts';
import { sessionOver } from '../../lib/session-over.ts';
import { toast } from '../../lib/toasts.ts';
import { useBusiness } from '../../lib/use-business.ts';

/** Undefined when the person turned back, or when it was refused, which a toast says. */
export function useRevealWebhookSecret(): (name: keyof WebhookSecrets) => Promise<string | undefined> {
  const { client } = useBusiness();
  return async (name) => {
    try {
      return (await attended(() => client.webhooks.revealSecret()))[name];
    } catch (error) {
      if (error instanceof Cancelled) return undefined;
      if (isSignedOut(error)) sessionOver.announce();
      else toast(problemOf(error).message, { tone: 'bad' });
      return undefined;
    }
  };
}
