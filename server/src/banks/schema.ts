/** The wire shapes of banks, billers and name enquiry. */

import { Type } from 'typebox';
import { patterned } from '../platform/schema.ts';
import type { Bank } from './bank.ts';
import type { Enquiry } from './operations/name-enquiry.ts';

const bankCode = () =>
  patterned('^[0-9A-Za-z]{3,6}$', 'must be the code of a bank, of 3 to 6 digits', {
    description: 'Of the central bank, or NIP.',
    examples: ['058'],
  });

export const BankList = Type.Array(
  Type.Object({
    name: Type.String({ examples: ['Guaranty Trust Bank'] }),
    code: Type.String({
      description: 'What other calls take as `bankCode` and `receiverBankCode`.',
      examples: ['058'],
    }),
    nipCode: Type.String({ description: 'Six digits; other calls take it as well.', examples: ['000013'] }),
  }),
);

export const BillerCodes = Type.Object({
  billers: Type.Array(Type.String({ examples: ['058'] }), { description: 'Codes, in the order of the list of banks.' }),
});

const MAX_BILLERS = 1000;

export const ConfigureBillersBody = Type.Object({
  // Any text: each that is no code of a bank is named by the operation.
  billers: Type.Array(Type.String({ maxLength: 20, examples: ['058'] }), {
    maxItems: MAX_BILLERS,
    description: 'All banks that the business sends money to, at least one; takes the place of what was set before.',
  }),
});

export const NameEnquiryBody = Type.Object({
  accountNumber: patterned('^[0-9]{10}$', 'must be an account number of ten digits', { examples: ['0117170332'] }),
  bankCode: bankCode(),
});

export const AccountHolder = Type.Object({
  name: Type.String({ examples: ['NGOZI AMARA BELLO'] }),
  bvn: Type.String({
    description: 'All but the last four digits hidden; empty where it is not known.',
    examples: ['*******5678'],
  }),
  kyc: Type.String({ description: 'How well the bank knows the holder: 1 to 3.', examples: ['3'] }),
  accountNumber: Type.String({ examples: ['0117170332'] }),
  bankCode: Type.String({ examples: ['058'] }),
  bankName: Type.String({ examples: ['Guaranty Trust Bank'] }),
});

export function toBanks(banks: readonly Bank[]) {
  return banks.map(({ name, code, nipCode }) => ({ name, code, nipCode }));
}

export function toBillers(banks: readonly Bank[]) {
  return { billers: banks.map(({ code }) => code) };
}

export function toHolder({ accountName: name, bvn, kyc, accountNumber, bank }: Enquiry) {
  return { name, bvn, kyc, accountNumber, bankCode: bank.code, bankName: bank.name };
}
