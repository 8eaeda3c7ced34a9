/**
 * What the partner tells us by itself: money that has come, and how orders of ours have ended. Acknowledged once it is
 * in the books, so that a notice which is lost on the way there is told again.
 */

import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import { isSignedMessage } from '../platform/message-signature.ts';
import { type Codes, statusOf } from './codes.ts';
import type { InboundPayment, RailListener, RailStatus } from './rail.ts';
import type { NoticeBody } from './schema.ts';
import { cleanWords } from './words.ts';

export interface Notices {
  /** Faults `rail.not_configured`, `rail.signature_invalid`, `request.unprocessable`. */
  take(notice: NoticeBody, signed: SignedBytes): Promise<void>;
}

interface SignedBytes {
  readonly body: Uint8Array;
  header(name: string): string | undefined;
}

export function createNotices(options: {
  readonly clock: Clock;
  readonly codes: Codes;
  readonly listener: RailListener;
  /** Of the partner; none: nobody's notices are believed. */
  readonly secrets: readonly Buffer[];
}): Notices {
  const { clock, codes, listener, secrets } = options;
  return {
    async take(notice, signed) {
      if (secrets.length === 0) throw new Fault('rail.not_configured');
      if (!isSignedMessage(secrets, signed, clock.now())) throw new Fault('rail.signature_invalid');
      if (notice.type === 'payment.received') await listener.received(paymentOf(notice));
      else await listener.settled(notice.sessionId, settlementOf(codes, notice));
    },
  };
}

function paymentOf({ sessionId, payment }: NoticeBody): InboundPayment {
  if (payment === undefined) throw missing('payment');
  const { amountKobo, paidAt, payer, narration, accountNumber } = payment;
  return {
    sessionId,
    accountNumber,
    amountKobo: BigInt(amountKobo),
    payer: { ...payer, accountName: cleanWords(payer.accountName) },
    narration: cleanWords(narration),
    paidAt: new Date(paidAt),
  };
}

function settlementOf(codes: Codes, { transfer }: NoticeBody): RailStatus {
  if (transfer === undefined) throw missing('transfer');
  const status = statusOf(codes, transfer);
  // Whether an order may be sent again is for us to ask, not to be told.
  return status.state === 'absent' ? { ...status, state: 'unknown' } : status;
}

function missing(field: string): Fault {
  return new Fault('request.unprocessable', { field, message: `${field} is required with this type.` });
}
