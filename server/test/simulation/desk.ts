/** A business at the counter of the bank: what simulations do with its money, over HTTP as its programs would. */

import { type Answer, expectOk, type TestClient } from '../harness/client.ts';

/** Of our institution, by its CBN code. */
const OWN_BANK = '51253';
const OTHER_BANK = '058';

export interface Visitor {
  readonly token: string;
  readonly key: string;
  readonly businessId: string;
}

export interface OrderToSend {
  readonly payer: string;
  /** An account number of ours, or the last digit of a number of the simulated banks. */
  readonly to: string | number;
  readonly amountKobo: bigint;
  readonly reference: string;
}

export interface PaymentToMake {
  readonly accountNumber: string;
  readonly amountKobo: bigint;
  readonly sessionId: string;
  readonly copies: number;
}

export interface ReceivedPayment {
  readonly transactionId: string;
  readonly recipientAccountNumber: string;
  readonly amount: string;
  readonly status: 'credited' | 'suspended' | 'released';
  readonly refundStatus: string;
}

export type Desk = ReturnType<typeof createDesk>;

export function createDesk(client: Pick<TestClient, 'call'>, visitor: Visitor) {
  const post = (path: string, body: object): Promise<Answer> => client.call('POST', path, { ...visitor, body });
  const holder = { firstName: 'Ngozi', lastName: 'Bello' };
  const accountNumberOf = (answer: Answer): string => expectOk(answer).data.accountNumber;
  return {
    accountDetails: async () => expectOk(await client.call('GET', 'clients/business/account-details', visitor)).data,
    openVirtualAccount: async (reference: string) =>
      accountNumberOf(await post('clients/business/virtual-accounts', { ...holder, type: 'permanent', reference })),
    openSingleUse: async (refCode: string, amount: number, duration: number) =>
      accountNumberOf(
        await post('clients/business/virtual-accounts/single-use', { ...holder, refCode, amount, duration }),
      ),
    /** Whether it succeeds says nothing about what became of the money, only that it has arrived. */
    pay: ({ accountNumber, amountKobo, sessionId, copies }: PaymentToMake) =>
      post('sandbox/inbound-payments', { accountNumber, amount: Number(amountKobo), sessionId, copies }),
    /** From a virtual account, or where none is named from the business's own. */
    send: ({ payer, to, amountKobo, reference }: OrderToSend, isVirtual: boolean) =>
      post(`clients/business/${isVirtual ? 'virtual-accounts/transfer' : 'customers/funds/transfer'}`, {
        amount: Number(amountKobo),
        ...(isVirtual ? { payerAccountNumber: payer } : {}),
        receiverAccountNumber: typeof to === 'string' ? to : String(to).padStart(10, '0'),
        receiverBankCode: typeof to === 'string' ? OWN_BANK : OTHER_BANK,
        retrievalReference: reference,
        narration: 'Goods of July',
      }),
    transfer: (reference: string) => client.call('GET', `clients/business/transfers/${reference}`, visitor),
    step: (reference: string, outcome: 'settle' | 'fail' | 'reverse') =>
      post(`sandbox/transfers/${reference}/step`, { outcome }),
    /** Every payment from another bank, newest first. */
    received: async () =>
      expectOk(await client.call('GET', 'clients/business/virtual-account?limit=100', visitor))
        .data as readonly ReceivedPayment[],
    refund: (transactionId: string) => post(`clients/business/virtual-account/${transactionId}/refund`, {}),
    release: (transactionId: string) => post(`clients/business/virtual-account/${transactionId}/release`, {}),
  };
}
