/** The shapes of payouts on the wire. */

import { type Static, Type } from 'typebox';
import type { PayoutAccountId } from '../platform/ids.ts';
import { amount, id, nullable, patterned, text, timestamp, toKobo } from '../platform/schema.ts';
import { clientReference } from '../transfers/index.ts';
import { namesAgree, type PayoutAccount, type PayoutSchedule, type SchedulePlan } from './rules.ts';

const details = {
  accountName: text({ maxLength: 200, description: 'Of the holder.', examples: ['Ngozi Bello'] }),
  accountNumber: patterned('^\\d{10}$', 'must have ten digits', { examples: ['0221100456'] }),
  bankName: text({ maxLength: 100, examples: ['GTB'] }),
  bankCode: patterned('^\\d{3,6}$', 'must have three to six digits', {
    description: 'As `GET /clients/business/banks` names it.',
    examples: ['058'],
  }),
};

export const CreatePayoutBody = Type.Object(details);
export const UpdatePayoutBody = Type.Partial(CreatePayoutBody);

export const PayoutParams = Type.Object({
  payoutAccountId: id('payoutAccount', { description: 'The payout account.' }),
});

export const PayoutAccountItem = Type.Object({
  id: id('payoutAccount'),
  ...details,
  clientId: id('client', { description: 'The client account.' }),
  createdAt: timestamp('When it was added.'),
  nameAtBank: Type.String({ description: 'The holder, as the bank gave it.', examples: ['NGOZI BELLO'] }),
  isNameMatching: Type.Boolean({
    description: 'Whether each word of one name is in the other. Where it is not, look whether the number is right.',
    examples: [true],
  }),
});

export const SendPayoutBody = Type.Object({
  amount: Type.Optional(amount('In kobo. Without it: all that is on the account, less the charges.')),
  retrievalReference: clientReference('payout-20417', 'payout'),
  narration: Type.Optional(text({ maxLength: 100, description: 'Shown to both sides.', examples: ['Payout'] })),
});

const frequency = Type.Union([Type.Literal('daily'), Type.Literal('weekly'), Type.Literal('monthly')], {
  description: 'How often.',
  examples: ['weekly'],
});
const hour = Type.Integer({ minimum: 0, maximum: 23, description: 'Of the day in Lagos.', examples: [18] });
const dayOfWeek = Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday.', examples: [5] });
const dayOfMonth = Type.Integer({
  minimum: 1,
  maximum: 31,
  description: 'In a month that is shorter: its last day.',
  examples: [31],
});

export const ScheduleBody = Type.Object({
  payoutAccountId: id('payoutAccount', { description: 'Where the money goes.' }),
  frequency,
  dayOfWeek: Type.Optional({
    ...dayOfWeek,
    description: 'Only with `weekly`; 1 is Monday, and what counts when absent.',
  }),
  dayOfMonth: Type.Optional({
    ...dayOfMonth,
    description: 'Only with `monthly`; 1 when absent. In a shorter month: its last day.',
  }),
  hour,
  minimumAmount: Type.Optional(amount('Less than this is not paid out.', 100_000)),
  keepBalance: Type.Optional(amount('So much stays on the account.', 50_000)),
});

export const Schedule = Type.Object({
  id: id('payoutSchedule'),
  payoutAccountId: nullable(id('payoutAccount'), 'Null while the schedule is paused: the account was deleted.'),
  frequency,
  dayOfWeek: nullable(dayOfWeek, 'Null unless weekly.'),
  dayOfMonth: nullable(dayOfMonth, 'Null unless monthly.'),
  hour,
  minimumAmount: Type.String({ description: 'Kobo, as digits.', examples: ['100000'] }),
  keepBalance: Type.String({ description: 'Kobo, as digits.', examples: ['50000'] }),
  isPaused: Type.Boolean({ examples: [false] }),
  nextRunAt: nullable(timestamp('When money is paid out next.'), 'Null while it is paused.'),
  lastRunAt: nullable(timestamp('When it last ran.'), 'Null until it has run.'),
  lastResult: nullable(
    Type.String({ examples: ['sent'] }),
    '`sent`; `skipped` when there was too little to pay out; the code of what stood in the way; null until it has run.',
  ),
  lastReference: nullable(
    Type.String({ examples: ['payout:sched_01:2026-07-03'] }),
    'The `retrievalReference` of the last run: `GET /clients/business/transfers/{retrievalReference}` shows its transfer.',
  ),
});

export function toItem(account: PayoutAccount): Static<typeof PayoutAccountItem> {
  const { accountName, accountNumber, bankName, bankCode, clientId, createdAt, nameAtBank } = account;
  return {
    ...{ id: account.id, accountName, accountNumber, bankName, bankCode, clientId, nameAtBank },
    createdAt: createdAt.toISOString(),
    isNameMatching: namesAgree(accountName, nameAtBank),
  };
}

/** The first day where the rhythm needs one and none is given; none where it needs none. */
export function toPlan(body: Static<typeof ScheduleBody>): SchedulePlan {
  const { frequency: often, dayOfWeek: weekday = 1, dayOfMonth: monthday = 1, minimumAmount, keepBalance } = body;
  return {
    payoutAccountId: body.payoutAccountId as PayoutAccountId,
    frequency: often,
    dayOfWeek: often === 'weekly' ? weekday : null,
    dayOfMonth: often === 'monthly' ? monthday : null,
    hour: body.hour,
    minimumKobo: minimumAmount === undefined ? 0n : toKobo(minimumAmount),
    keepKobo: keepBalance === undefined ? 0n : toKobo(keepBalance),
  };
}

export function toSchedule(schedule: PayoutSchedule): Static<typeof Schedule> {
  const { payoutAccountId, nextRunAt, lastRunAt } = schedule;
  const isPaused = payoutAccountId === null;
  return {
    id: schedule.id,
    payoutAccountId,
    frequency: schedule.frequency,
    dayOfWeek: schedule.dayOfWeek,
    dayOfMonth: schedule.dayOfMonth,
    hour: schedule.hour,
    minimumAmount: String(schedule.minimumKobo),
    keepBalance: String(schedule.keepKobo),
    isPaused,
    nextRunAt: isPaused ? null : nextRunAt.toISOString(),
    lastRunAt: lastRunAt?.toISOString() ?? null,
    lastResult: schedule.lastResult,
    lastReference: schedule.lastReference,
  };
}
