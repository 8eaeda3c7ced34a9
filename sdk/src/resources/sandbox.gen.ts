/** The methods of `client.sandbox`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  CaughtLetter,
  SandboxInboundPaymentCreateInput,
  SandboxMailListQuery,
  SandboxTransferStepInput,
  SimulatedPayment,
  SteppedTransfer,
} from '../types.gen.ts';

export const sandbox = ({ list, send }: Caller) => ({
  mail: {
    /**
     * List caught mail.
     *
     * What a sandbox without a mail server would have sent, newest first: the latest 1,000 letters, for 7 days.
     * Answered to callers on the same machine; to others, in production, and where `INTERSTELLAS_SMTP_URL` is set, the
     * address does not exist.
     *
     * Public: Answered on the machine itself only; to everybody else it does not exist.
     *
     * `GET /api/v1/sandbox/mail`, in the reference at `/docs/reference` of the server.
     */
    list: (query: SandboxMailListQuery = {}, options?: CallOptions): List<CaughtLetter> =>
      list({ method: 'GET', path: '/sandbox/mail', access: 'public', query }, options),
  },

  inboundPayments: {
    /**
     * Have another bank pay.
     *
     * Money arrives as it does in production: it is booked, and your webhook is told. With `copies` or a `sessionId`
     * that came before, as banks do deliver it twice; with `delaySeconds` later. Answered when the money is in the
     * books, if it arrives at once.
     *
     * Needs the permission `sandbox:simulate` and an approved business.
     *
     * `POST /api/v1/sandbox/inbound-payments`, in the reference at `/docs/reference` of the server.
     */
    create: (input: SandboxInboundPaymentCreateInput, options?: CreateOptions): Promise<SimulatedPayment> =>
      send(
        {
          method: 'POST',
          path: '/sandbox/inbound-payments',
          access: 'business',
          creates: true,
          body: input,
        },
        options,
      ),
  },

  transfers: {
    /**
     * Decide how a transfer ends.
     *
     * A transfer to another bank, by its `retrievalReference`, ends now as the other bank would have it end: settled or
     * failed while it is pending, reversed once it was successful. Harmless to repeat. A transfer within this
     * institution, and one that ended otherwise, cannot take the step.
     *
     * Needs the permission `sandbox:simulate` and an approved business.
     *
     * `POST /api/v1/sandbox/transfers/{reference}/step`, in the reference at `/docs/reference` of the server.
     */
    step: (reference: string, input: SandboxTransferStepInput, options?: CallOptions): Promise<SteppedTransfer> =>
      send(
        {
          method: 'POST',
          path: path`/sandbox/transfers/${reference}/step`,
          access: 'business',
          body: input,
        },
        options,
      ),
  },
});
