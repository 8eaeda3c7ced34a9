/**
 * NIP's response codes: what each means, and what it says of an order. A code that is not here says nothing. Whether
 * money has moved is never guessed: only a code that rules it out means that an order has failed.
 */

import type { RailOutcome, RailStatus } from './rail.ts';

interface Code {
  readonly meaning: string;
  readonly state: RailOutcome['state'];
}

const failed = (meaning: string): Code => ({ meaning, state: 'failed' });
const unknown = (meaning: string): Code => ({ meaning, state: 'unknown' });

const CODES: Readonly<Record<string, Code>> = {
  '00': { meaning: 'Approved', state: 'successful' },
  '01': unknown('Status unknown'),
  '03': failed('Invalid sender'),
  '05': failed('Do not honour'),
  '06': failed('Dormant account'),
  '07': failed('Invalid account'),
  '08': failed('Account name mismatch'),
  '09': unknown('Request in progress'),
  '12': failed('Invalid transaction'),
  '13': failed('Invalid amount'),
  '14': failed('Invalid batch number'),
  '15': failed('Invalid session or record id'),
  '16': failed('Unknown bank code'),
  '17': failed('Invalid channel'),
  '18': failed('Wrong method call'),
  '21': failed('No action taken'),
  '25': failed('Unable to locate record'),
  '26': unknown('Duplicate record'),
  '30': failed('Format error'),
  '34': failed('Suspected fraud'),
  '35': failed('Contact sending bank'),
  '51': failed('No sufficient funds'),
  '57': failed('Transaction not permitted to sender'),
  '58': failed('Transaction not permitted on channel'),
  '61': failed('Transfer limit exceeded'),
  '63': failed('Security violation'),
  '65': failed('Exceeds withdrawal frequency'),
  '68': unknown('Response received too late'),
  '69': failed('Unsuccessful account or amount block'),
  '70': failed('Unsuccessful account or amount unblock'),
  '71': failed('Empty mandate reference number'),
  '91': unknown('Beneficiary bank not available'),
  '92': failed('Routing error'),
  '94': unknown('Duplicate transaction'),
  '96': unknown('System malfunction'),
  '97': unknown('Timeout waiting for the destination'),
};

/** What a rail that has no order of a session id says when it is asked for its status. */
const ABSENT = '25';

export interface Codes {
  /** The code that NIP has for what the provider says; its own when it is spelt as NIP does. */
  toNip(providerCode: string): string;
  stateOf(responseCode: string): RailOutcome['state'];
}

/** @param spellings codes that a provider uses for something else than NIP does, and NIP's for the same. */
export function createCodes(spellings: ReadonlyMap<string, string> = new Map()): Codes {
  return {
    toNip: (providerCode) => spellings.get(providerCode) ?? providerCode,
    stateOf: (responseCode) =>
      (Object.hasOwn(CODES, responseCode) ? CODES[responseCode]?.state : undefined) ?? 'unknown',
  };
}

/** What a partner says of an order: its code, and whether the money has come back. */
export function statusOf(
  codes: Codes,
  said: { readonly responseCode: string; readonly isReversed: boolean },
): RailStatus {
  const responseCode = codes.toNip(said.responseCode);
  const state = codes.stateOf(responseCode);
  if (responseCode === ABSENT) return { state: said.isReversed ? 'unknown' : 'absent', responseCode };
  if (!said.isReversed) return { state, responseCode };
  return { state: state === 'successful' ? 'reversed' : 'failed', responseCode };
}

/** In words, for whoever asks why a transfer failed. */
export function meaningOf(responseCode: string): string {
  return (Object.hasOwn(CODES, responseCode) ? CODES[responseCode]?.meaning : undefined) ?? 'No answer';
}
