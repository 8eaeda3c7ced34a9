/**
 * The one SDK client of the page. It signs in to the HttpOnly cookie session of this origin, so that no token and no
 * secret key ever reaches JavaScript.
 */

import { Interstellas } from '@interstellas/sdk';

export const client = new Interstellas({ baseUrl: globalThis.location.origin, session: 'cookie', maxRetries: 0 });

export type Client = typeof client;
