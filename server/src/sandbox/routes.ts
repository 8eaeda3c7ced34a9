/** The routes that only a sandbox has. */

import type { Actor } from '../audit/index.ts';
import { Fault } from '../faults/index.ts';
import { routesFor } from '../http/route.ts';
import type { MailCatcher } from './catcher.ts';
import {
  LetterItem,
  LetterQuery,
  PaymentBody,
  SimulatedPaymentData,
  StepBody,
  StepParams,
  SteppedTransferData,
  toLetterItem,
  toWish,
} from './schema.ts';
import type { Asker, SimulatedRail } from './simulated-rail.ts';

export interface SandboxServices {
  /** Undefined where a mail server takes the mail. */
  readonly mailCatcher: Pick<MailCatcher, 'list'> | undefined;
  /** Undefined in production, which has none of these routes. */
  readonly simulatedRail: SimulatedRail | undefined;
}

const route = routesFor<SandboxServices>();
const TAG = 'Sandbox';
const SIMULATE = { kind: 'business', permission: 'sandbox:simulate', approved: true } as const;

export const sandboxRoutes = [
  route.list({
    id: 'sandbox.mail.list',
    method: 'GET',
    path: '/sandbox/mail',
    only: 'sandbox',
    // Whoever reads this mail can reset the password of every account of the sandbox.
    sameMachineOnly: true,
    access: { kind: 'public', why: 'Answered on the machine itself only; to everybody else it does not exist.' },
    tag: TAG,
    summary: 'List caught mail',
    description:
      'What a sandbox without a mail server would have sent, newest first: the latest 1,000 letters, for 7 days. Answered to callers on the same machine; to others, in production, and where `INTERSTELLAS_SMTP_URL` is set, the address does not exist.',
    query: LetterQuery,
    output: LetterItem,
    status: 200,
    message: 'Mail retrieved successfully',
    faults: [],
    handle: async ({ mailCatcher }, { query, page }) => {
      if (mailCatcher === undefined) throw new Fault('route.not_found');
      const { items, totalCount } = await mailCatcher.list(query.to, page);
      return { items: items.map(toLetterItem), totalCount };
    },
  }),
  route.envelope({
    id: 'sandbox.inbound-payments.create',
    method: 'POST',
    path: '/sandbox/inbound-payments',
    only: 'sandbox',
    access: SIMULATE,
    tag: TAG,
    summary: 'Have another bank pay',
    description:
      'Money arrives as it does in production: it is booked, and your webhook is told. With `copies` or a `sessionId` that came before, as banks do deliver it twice; with `delaySeconds` later. Answered when the money is in the books, if it arrives at once.',
    body: PaymentBody,
    output: SimulatedPaymentData,
    status: 201,
    message: 'Payment simulated successfully',
    faults: ['account.not_found', 'bank.unknown'],
    creates: true,
    handle: async ({ simulatedRail }, { principal, body, actor, unit }) => {
      const asker = askerOf(principal, actor(), 'sandbox.inbound-payments.create');
      const wish = toWish(body);
      const { sessionId, outcome } = await present(simulatedRail).payIn(asker, wish, unit);
      return { sessionId, accountNumber: wish.accountNumber, amount: Number(wish.amountKobo), outcome };
    },
  }),
  route.envelope({
    id: 'sandbox.transfers.step',
    method: 'POST',
    path: '/sandbox/transfers/{reference}/step',
    only: 'sandbox',
    access: SIMULATE,
    tag: TAG,
    summary: 'Decide how a transfer ends',
    description:
      'A transfer to another bank, by its `retrievalReference`, ends now as the other bank would have it end: settled or failed while it is pending, reversed once it was successful. Harmless to repeat. A transfer within this institution, and one that ended otherwise, cannot take the step.',
    params: StepParams,
    body: StepBody,
    output: SteppedTransferData,
    status: 200,
    message: 'Transfer stepped successfully',
    faults: ['transfer.not_found', 'transfer.step_impossible'],
    handle: async ({ simulatedRail }, { principal, params, body, actor }) => {
      const asker = askerOf(principal, actor(), 'sandbox.transfers.step');
      const { sessionId, status, responseCode, reason } = await present(simulatedRail).step(
        asker,
        params.reference,
        body.outcome,
      );
      return { retrievalReference: params.reference, sessionId, status, responseCode, reason };
    },
  }),
];

function present(simulatedRail: SimulatedRail | undefined): SimulatedRail {
  if (simulatedRail === undefined) throw new Fault('route.not_found');
  return simulatedRail;
}

function askerOf(
  { businessId, clientId }: Pick<Asker, 'businessId' | 'clientId'>,
  actor: Actor,
  action: string,
): Asker {
  return { businessId, clientId, actor, action };
}
