/** What a webhook is told, by `event`. The page about webhooks says what each means; a test holds these to what arrives. */

interface Event<Name extends string> {
  readonly event: Name;
  /** The same with every attempt and every resend: keep it, and do nothing the second time. */
  readonly eventId: string;
  /** Greater than that of earlier events of the business. */
  readonly sequence: number;
  readonly occurredAt: string;
}

interface Payment {
  /** The id of the transaction. */
  readonly transactionReference: string;
  /** What you called the virtual account; null for an account without a reference. */
  readonly virtualAccountRef: string | null;
  readonly transactionDate: string;
  /** In kobo, as every amount here. */
  readonly amount: number;
  readonly charge: number;
  readonly netAmount: number;
  readonly accountNumber: string;
  readonly payerName: string | null;
  readonly payerAccountNumber: string | null;
  readonly payerBankCode: string | null;
  readonly narration: string | null;
  /** Null when it came from another account of this institution. */
  readonly sessionId: string | null;
}

interface Outgoing {
  /** The id of the transaction. */
  readonly transactionReference: string;
  /** What you called it. */
  readonly retrievalReference: string;
  readonly transactionDate: string;
  /** In kobo, as every amount here. */
  readonly amount: number;
  readonly charge: number;
  readonly status: 'successful' | 'failed' | 'reversed';
  readonly sessionId: string | null;
  readonly payerAccountNumber: string;
  readonly receiverAccountNumber: string;
  readonly receiverBankCode: string;
  readonly receiverName: string;
  readonly narration: string | null;
  readonly responseCode: string | null;
  readonly reason: string | null;
}

/** Money came into one of your accounts. */
export interface PaymentReceivedEvent extends Event<'payment.received'>, Payment {
  readonly availableBalance: number;
}

/** Money came for you and found no place. */
export interface PaymentSuspendedEvent extends Event<'payment.suspended'>, Payment {
  readonly reason: string | null;
}

/** A transfer or withdrawal came to its end; a successful one may still be reversed. */
export interface TransferEvent
  extends Event<'transfer.successful' | 'transfer.failed' | 'transfer.reversed'>,
    Outgoing {}

export interface PayoutEvent extends Event<'payout.successful' | 'payout.failed' | 'payout.reversed'>, Outgoing {}

export interface RefundEvent extends Event<'refund.successful' | 'refund.failed'>, Outgoing {}

/** You asked for a test. */
export interface TestEvent extends Event<'webhook.test'> {
  readonly message: string;
}

/** Further ones may be added: let a `switch` over `event` ignore what it does not know. */
export type WebhookEvent =
  | PaymentReceivedEvent
  | PaymentSuspendedEvent
  | TransferEvent
  | PayoutEvent
  | RefundEvent
  | TestEvent;
