/** The wire shapes of virtual accounts. */

import { Type } from 'typebox';
import { amount, id, nullable, patterned, text, timestamp } from '../platform/schema.ts';
import { ACCOUNT_STATUSES, ACCOUNT_TYPES, AMOUNT_CONTROLS } from './rules.ts';
import type { AccountView } from './view.ts';

const MIN_DURATION_SECONDS = 60;
const MAX_DURATION_SECONDS = 365 * 24 * 60 * 60;
const NAME_LENGTH = 60;
const REFERENCE_LENGTH = 100;

const choice = <const Value extends string>(values: readonly Value[], description: string, example: Value) =>
  Type.Unsafe<Value>({ type: 'string', enum: [...values], description, examples: [example] });

const names = {
  firstName: text({ maxLength: NAME_LENGTH, description: 'Of the account holder.', examples: ['Ngozi'] }),
  lastName: text({ maxLength: NAME_LENGTH, description: 'Of the account holder.', examples: ['Bello'] }),
};

const reference = (example: string) =>
  text({
    maxLength: REFERENCE_LENGTH,
    description: 'Yours, of one virtual account of the business for ever, whatever its type.',
    examples: [example],
  });

export const CreateBody = Type.Object({
  ...names,
  type: choice(['temporal', 'permanent'], 'Whether it expires by itself: `temporal` accounts do.', 'permanent'),
  reference: reference('cust-000187'),
});

export const CreateSingleUseBody = Type.Object({
  ...names,
  refCode: reference('inv-20417'),
  amount: amount('In kobo: what is to be paid.', 350_000),
  duration: Type.Integer({
    minimum: MIN_DURATION_SECONDS,
    maximum: MAX_DURATION_SECONDS,
    description: 'Seconds until it expires.',
    examples: [36_000],
  }),
  amountControl: Type.Optional(
    choice(AMOUNT_CONTROLS, 'Which amounts are taken in: that, at most that, at least that, any.', 'exact'),
  ),
});

const accountNumber = Type.String({ description: 'NUBAN.', examples: ['9000000015'] });
const accountName = Type.String({ description: 'First and last name.', examples: ['Ngozi Bello'] });
const systemRef = Type.String({ description: 'Ours.', examples: ['STL|q7Wm2ZpLx04RtB'] });
const reservedAmount = Type.Integer({ description: 'In kobo.', examples: [350_000] });
const amountControl = choice(AMOUNT_CONTROLS, 'Which amounts are taken in.', 'exact');
const expiresAt = timestamp('From when on it takes in nothing.');

const shared = {
  id: id('virtualAccount'),
  bankName: Type.String({ description: 'Of the account, for whoever pays in.', examples: ['Stellas MFB'] }),
  bankCode: Type.String({ examples: ['51253'] }),
  type: choice(ACCOUNT_TYPES, '`temporal` and `permanent` accounts take any number of payments.', 'permanent'),
  status: choice(
    ACCOUNT_STATUSES,
    'Only an `active` account takes money in. What came too late is in suspense; what is in the account can still be paid out.',
    'active',
  ),
  createdAt: timestamp('When it was opened.'),
};

export const MultiUseAccount = Type.Object({
  accountNumber,
  accountName,
  clientRef: Type.String({ description: 'The `reference` given.', examples: ['cust-000187'] }),
  systemRef,
  ...shared,
  expiresAt: nullable(expiresAt, 'Null for `permanent` accounts.'),
});

export const SingleUseAccount = Type.Object({
  accountNumber,
  accountName,
  clientReference: Type.String({ description: 'The `refCode` given.', examples: ['inv-20417'] }),
  systemReference: systemRef,
  reservedAmount,
  expiresAt,
  ...shared,
  amountControl,
});

const account = {
  ...shared,
  accountNumber,
  accountName,
  clientRef: Type.String({ description: 'The `reference` or `refCode` given.', examples: ['cust-000187'] }),
  systemRef,
  reservedAmount: nullable(reservedAmount, 'Of single-use accounts.'),
  amountControl: nullable(amountControl, 'Of single-use accounts.'),
  expiresAt: nullable(expiresAt, 'Null for `permanent` accounts.'),
  paidAt: nullable(timestamp('When its one payment came.'), 'Of single-use accounts that were paid.'),
  closedAt: nullable(timestamp('When it was closed.'), 'Null while nobody has closed it.'),
};

export const VirtualAccount = Type.Object(account);

export const VirtualAccountWithBalance = Type.Object({
  ...account,
  availableBalance: Type.String({ description: 'In kobo.', examples: ['1250000'] }),
});

export const VirtualAccountPath = Type.Object({ id: id('virtualAccount', { description: 'The virtual account.' }) });

export const VirtualAccountQuery = Type.Object({
  status: Type.Optional(choice(ACCOUNT_STATUSES, 'Only those of this status.', 'active')),
  type: Type.Optional(choice(ACCOUNT_TYPES, 'Only those of this type.', 'permanent')),
  reference: Type.Optional(text({ maxLength: REFERENCE_LENGTH, description: 'Only the one of this reference.' })),
  accountNumber: Type.Optional(
    patterned('^\\d{10}$', 'must have ten digits', { description: 'Only the one of this number.' }),
  ),
});

/** As the documentation names the fields of a single-use account. */
export function toSingleUse({ clientRef, systemRef: ours, ...view }: AccountView) {
  const { reservedAmount: reserved, amountControl: control, expiresAt: end } = view;
  if (reserved === null || control === null || end === null)
    throw new Error('a single-use account has an amount and an end');
  return {
    ...view,
    clientReference: clientRef,
    systemReference: ours,
    reservedAmount: reserved,
    amountControl: control,
    expiresAt: end,
  };
}
