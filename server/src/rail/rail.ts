/** The way to other banks, whatever stands behind it: what is asked of it, and what it tells us by itself. */

/** Of another bank, by its NIP code. */
export interface OtherAccount {
  readonly bankCode: string;
  readonly accountNumber: string;
}

export type NameEnquiryAnswer =
  | { readonly isFound: true; readonly accountName: string; readonly bvn: string; readonly kycLevel: string }
  /** The rail's response code: 07 for an account that does not exist, 06 for a dormant one, … */
  | { readonly isFound: false; readonly responseCode: string };

/** An order to another bank. Sending it twice under the same session id moves the money once. */
export interface RailOrder {
  /** 30 digits: ours, made before the order is sent for the first time. */
  readonly sessionId: string;
  readonly amountKobo: bigint;
  readonly payer: { readonly accountName: string; readonly accountNumber: string };
  readonly receiver: OtherAccount & { readonly accountName: string };
  readonly narration: string;
}

/** `unknown` is not final: money may have moved. It is asked again until it is. */
export interface RailOutcome {
  readonly state: 'successful' | 'failed' | 'unknown';
  /**
   * Two digits, as NIP has them; empty when there was no answer. What is final is told by the state alone: an order may
   * have failed with a code that by itself says nothing, such as 91, because the rail has given the money back.
   */
  readonly responseCode: string;
}

/** Nobody answered, or nothing that can be relied on: money may have moved. */
export const NO_ANSWER: RailOutcome = { state: 'unknown', responseCode: '' };

/** `absent`: the rail has no order of this session id, so that it may be sent again. */
export type RailStatus = RailOutcome | { readonly state: 'absent' | 'reversed'; readonly responseCode: string };

/** Asks the network: never inside a transaction. */
export interface Rail {
  /** Within 5 seconds. Fault `rail.unavailable`. */
  nameEnquiry(account: OtherAccount): Promise<NameEnquiryAnswer>;
  /** Within 15 seconds, which is longer than a request may take. Never rejects: whatever goes wrong, the outcome is unknown. */
  send(order: RailOrder): Promise<RailOutcome>;
  /** Within 5 seconds. Never rejects: whatever goes wrong, the outcome is unknown. */
  status(sessionId: string): Promise<RailStatus>;
}

/** Money that has come for one of our accounts, or for a number that is none. */
export interface InboundPayment {
  /** 30 digits, of the bank that sent it: names the payment for ever. */
  readonly sessionId: string;
  readonly accountNumber: string;
  readonly amountKobo: bigint;
  readonly payer: OtherAccount & { readonly accountName: string };
  readonly narration: string;
  readonly paidAt: Date;
}

/**
 * Who is told what the rail says by itself. May be told the same thing twice, at the same moment, and in any order: of
 * the end of an order before `send` has answered, that it is in progress after it has ended, and of orders that are not
 * ours.
 */
export interface RailListener {
  /** Returns once the payment is in the books: only then is it acknowledged to the rail. */
  received(payment: InboundPayment): Promise<void>;
  /** An order of ours has come to an end, or was reversed after it had. */
  settled(sessionId: string, status: RailStatus): Promise<void>;
}
