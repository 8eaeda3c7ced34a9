/** The methods of `client.rail`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { RailNoticeTakeInput, TakenRailNotice } from '../types.gen.ts';

export const rail = ({ send }: Caller) => ({
  notices: {
    /**
     * Take a notice of the partner bank.
     *
     * Money that has come for an account, or how a transfer to another bank has ended. Signed with the secret that the
     * operator shares with the partner (`INTERSTELLAS_RAIL_SECRET`), in the headers of Standard Webhooks; older than
     * five minutes it is refused. Answered once it is in the books: until then the partner sends it again, which is
     * harmless.
     *
     * Public: The partner bank signs what it says instead.
     *
     * `POST /api/v1/rail/notices`, in the reference at `/docs/reference` of the server.
     */
    take: (input: RailNoticeTakeInput, options?: CallOptions): Promise<TakenRailNotice> =>
      send({ method: 'POST', path: '/rail/notices', access: 'public', body: input }, options),
  },
});
