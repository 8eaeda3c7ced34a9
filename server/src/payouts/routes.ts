/** The routes of payouts. */

import { Type } from 'typebox';
import type { FaultCode } from '../faults/index.ts';
import { routesFor } from '../http/route.ts';
import type { PayoutAccountId } from '../platform/ids.ts';
import { toKobo } from '../platform/schema.ts';
import { SentTransfer, toAnswer } from '../transfers/index.ts';
import type { Payouts } from './operations/payouts.ts';
import {
  CreatePayoutBody,
  PayoutAccountItem,
  PayoutParams,
  Schedule,
  ScheduleBody,
  SendPayoutBody,
  toItem,
  toPlan,
  toSchedule,
  UpdatePayoutBody,
} from './schema.ts';

const route = routesFor<{ readonly payouts: Payouts }>();
const TAG = 'Payouts';
const PATH = '/clients/business/payouts';
const SCHEDULE_PATH = '/clients/business/payout-schedule';
const MANAGE = { kind: 'business', permission: 'payouts:manage', approved: true } as const;
const READ = { kind: 'business', permission: 'payouts:read', approved: true } as const;
const ENQUIRED: readonly FaultCode[] = ['bank.unknown', 'bank.disabled', 'receiver.not_found', 'rail.unavailable'];

export const payoutRoutes = [
  route.envelope({
    id: 'payouts.create',
    method: 'POST',
    path: PATH,
    access: MANAGE,
    tag: TAG,
    summary: 'Add a payout account',
    description:
      'At most three for each business. The bank is asked whose the account is; `nameAtBank` and `isNameMatching` tell what it said.',
    body: CreatePayoutBody,
    output: PayoutAccountItem,
    status: 201,
    message: 'Payout account created successfully',
    faults: [...ENQUIRED, 'payout.exists', 'payout.limit_reached'],
    creates: true,
    handle: async ({ payouts }, { principal, actor, body, unit }) =>
      toItem(await payouts.create({ ...principal, actor: actor() }, body, unit)),
  }),
  route.envelope({
    id: 'payouts.list',
    method: 'GET',
    path: PATH,
    access: READ,
    tag: TAG,
    summary: 'List payout accounts',
    output: Type.Array(PayoutAccountItem),
    status: 200,
    message: 'Payout accounts retrieved successfully',
    faults: [],
    handle: async ({ payouts }, { principal }) => (await payouts.list(principal.businessId)).map(toItem),
  }),
  route.envelope({
    id: 'payouts.update',
    method: 'PUT',
    path: `${PATH}/{payoutAccountId}`,
    access: MANAGE,
    tag: TAG,
    summary: 'Change a payout account',
    description: 'What is left out stays. A schedule that pays to it goes on with the new details.',
    params: PayoutParams,
    body: UpdatePayoutBody,
    output: PayoutAccountItem,
    status: 200,
    message: 'Payout account updated successfully',
    faults: ['payout.not_found', ...ENQUIRED, 'payout.exists'],
    handle: async ({ payouts }, { principal, actor, params, body }) =>
      toItem(await payouts.update({ ...principal, actor: actor() }, params.payoutAccountId as PayoutAccountId, body)),
  }),
  route.envelope({
    id: 'payouts.delete',
    method: 'DELETE',
    path: `${PATH}/{payoutAccountId}`,
    access: MANAGE,
    tag: TAG,
    summary: 'Delete a payout account',
    description: 'For good. A schedule that pays to it is paused until it is given another account.',
    params: PayoutParams,
    output: Type.Null(),
    status: 200,
    message: 'Payout account deleted successfully',
    faults: ['payout.not_found'],
    handle: async ({ payouts }, { principal, actor, params }) => {
      await payouts.delete({ ...principal, actor: actor() }, params.payoutAccountId as PayoutAccountId);
      return null;
    },
  }),
  route.envelope({
    id: 'payouts.send',
    method: 'POST',
    path: `${PATH}/{payoutAccountId}/send`,
    access: MANAGE,
    tag: TAG,
    summary: 'Pay out',
    description:
      "From the business's own account, with the charges of a transfer. If you get no answer, send the same request again: `retrievalReference` makes sure that it happens once. `GET /clients/business/transfers/{retrievalReference}` tells how it ended.",
    params: PayoutParams,
    body: SendPayoutBody,
    output: SentTransfer,
    status: 200,
    message: 'Transfer successful',
    faults: [
      'payout.not_found',
      ...ENQUIRED,
      'transfer.reference_conflict',
      'account.insufficient_funds',
      'limit.transfer_exceeded',
      'limit.daily_exceeded',
      'receiver.closed',
      'receiver.amount_refused',
      'receiver.limit_exceeded',
      'receiver.same_as_payer',
    ],
    creates: true,
    handle: async ({ payouts }, call) => {
      const { amount, retrievalReference, narration = 'Payout' } = call.body;
      const payoutAccountId = call.params.payoutAccountId as PayoutAccountId;
      const amountKobo = amount === undefined ? undefined : toKobo(amount);
      const payout = { payoutAccountId, amountKobo, retrievalReference, narration };
      return toAnswer(call, await payouts.send({ ...call.principal, actor: call.actor() }, payout, call.unit));
    },
  }),
  route.envelope({
    id: 'payouts.schedule.set',
    method: 'PUT',
    path: SCHEDULE_PATH,
    access: MANAGE,
    tag: TAG,
    summary: 'Set the payout schedule',
    description:
      "The balance of the business's own account is paid out at these times, less the charges and what is to stay there. Each day in Lagos has one scheduled payout at most; after an interruption there is one to make up for all that were missed.",
    body: ScheduleBody,
    output: Schedule,
    status: 200,
    message: 'Payout schedule updated successfully',
    faults: ['payout.not_found'],
    handle: async ({ payouts }, { principal, actor, body }) =>
      toSchedule(await payouts.setSchedule({ ...principal, actor: actor() }, toPlan(body))),
  }),
  route.envelope({
    id: 'payouts.schedule.get',
    method: 'GET',
    path: SCHEDULE_PATH,
    access: READ,
    tag: TAG,
    summary: 'Get the payout schedule',
    description: 'With when it runs next, and what came of the last run.',
    output: Schedule,
    status: 200,
    message: 'Payout schedule retrieved successfully',
    faults: ['payout.schedule_not_found'],
    handle: async ({ payouts }, { principal }) => toSchedule(await payouts.schedule(principal.businessId)),
  }),
  route.envelope({
    id: 'payouts.schedule.delete',
    method: 'DELETE',
    path: SCHEDULE_PATH,
    access: MANAGE,
    tag: TAG,
    summary: 'Delete the payout schedule',
    output: Type.Null(),
    status: 200,
    message: 'Payout schedule deleted successfully',
    faults: ['payout.schedule_not_found'],
    handle: async ({ payouts }, { principal, actor }) => {
      await payouts.deleteSchedule({ ...principal, actor: actor() });
      return null;
    },
  }),
];
