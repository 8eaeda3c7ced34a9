/** The routes of transfers. */

import type { Actor } from '../audit/index.ts';
import type { FaultCode } from '../faults/index.ts';
import { routesFor } from '../http/route.ts';
import type { Clock } from '../platform/clock.ts';
import type { UnitOfWork } from '../platform/database.ts';
import type { BusinessId, ClientId } from '../platform/ids.ts';
import { toKobo } from '../platform/schema.ts';
import { sendBulk } from './operations/bulk.ts';
import type { Funds, Orderer } from './operations/funds.ts';
import {
  AnonymousTransferBody,
  BulkBody,
  BulkCharges,
  BulkChargesBody,
  BulkResults,
  Charges,
  ChargesBody,
  SentTransfer,
  TransferBody,
  TransferItem,
  TransferParams,
  TransferQuery,
  toAnswer,
  toBulkResult,
  toCharges,
  toItem,
  toLine,
  toOrderLine,
  toTransfer,
  VirtualTransferBody,
  WithdrawalBody,
} from './schema.ts';

const route = routesFor<{ readonly clock: Clock; readonly funds: Funds }>();
const TAG = 'Funds';
const MESSAGE = 'Transfer successful';
const ACCESS = { kind: 'business', permission: 'transfers:create', approved: true } as const;
const FUNDS_PATH = '/clients/business/customers/funds';
const TRANSFERS_PATH = '/clients/business/transfers';
const EXACTLY_ONCE =
  'The amount and its charges are debited when this answers. To an account of this institution the money has arrived then; to another bank it is on its way (`status`: `pending`), and a webhook event tells how it ended. If you get no answer, send the same request again: `retrievalReference` makes sure that it happens once.';

const ORDERED: readonly FaultCode[] = ['transfer.reference_conflict', 'account.insufficient_funds'];
const LIMITED: readonly FaultCode[] = ['limit.transfer_exceeded', 'limit.daily_exceeded', 'receiver.limit_exceeded'];
const RECEIVED: readonly FaultCode[] = [
  'bank.unknown',
  'bank.disabled',
  'rail.unavailable',
  'receiver.not_found',
  'receiver.closed',
  'receiver.amount_refused',
  'receiver.same_as_payer',
];
const TRANSFERRED = [...ORDERED, ...LIMITED, ...RECEIVED];

interface Ordering {
  readonly principal: { readonly businessId: BusinessId; readonly clientId: ClientId };
  readonly actor: () => Actor;
  readonly unit: UnitOfWork;
}

function ordererOf({ principal: { businessId, clientId }, actor, unit }: Ordering, action: string): Orderer {
  return { businessId, clientId, actor: actor(), action, unit: unit.isPlain === true ? undefined : unit };
}

export const transferRoutes = [
  route.envelope({
    id: 'transfers.from-virtual-account',
    method: 'POST',
    path: '/clients/business/virtual-accounts/transfer',
    access: ACCESS,
    tag: TAG,
    summary: 'Transfer from a virtual account',
    description: EXACTLY_ONCE,
    body: VirtualTransferBody,
    output: SentTransfer,
    status: 200,
    message: MESSAGE,
    faults: ['payer.not_found', ...TRANSFERRED],
    creates: true,
    handle: async ({ funds }, call) => {
      const orderer = ordererOf(call, 'transfers.from-virtual-account');
      const payer = { accountNumber: call.body.payerAccountNumber, kinds: ['virtual'] } as const;
      return toAnswer(call, await funds.transfer(orderer, payer, toLine(call.body)));
    },
  }),
  route.envelope({
    id: 'transfers.from-business-account',
    method: 'POST',
    path: `${FUNDS_PATH}/transfer`,
    access: ACCESS,
    tag: TAG,
    summary: "Transfer from the business's own account, or from a customer's",
    description: EXACTLY_ONCE,
    body: TransferBody,
    output: SentTransfer,
    status: 200,
    message: MESSAGE,
    faults: ['payer.not_found', ...TRANSFERRED],
    creates: true,
    handle: async ({ funds }, call) => {
      const orderer = ordererOf(call, 'transfers.from-business-account');
      const payer = { accountNumber: call.body.payerAccountNumber, kinds: ['customer', 'business'] } as const;
      return toAnswer(call, await funds.transfer(orderer, payer, toLine(call.body)));
    },
  }),
  route.envelope({
    id: 'transfers.anonymous',
    method: 'POST',
    path: `${FUNDS_PATH}/anonymous-transfer`,
    access: ACCESS,
    tag: TAG,
    summary: "Transfer from the business's own account, unseen",
    description: `The receiver sees neither the name nor the account number of the sender, in this bank or in another. ${EXACTLY_ONCE}`,
    body: AnonymousTransferBody,
    output: SentTransfer,
    status: 200,
    message: MESSAGE,
    faults: TRANSFERRED,
    creates: true,
    handle: async ({ funds }, call) => {
      const orderer = ordererOf(call, 'transfers.anonymous');
      const line = { ...toLine(call.body), isAnonymous: true };
      return toAnswer(call, await funds.transfer(orderer, { kinds: ['business'] }, line));
    },
  }),
  route.envelope({
    id: 'transfers.withdraw',
    method: 'POST',
    path: `${FUNDS_PATH}/withdrawal`,
    access: ACCESS,
    tag: TAG,
    summary: "Withdraw from a customer's account",
    description:
      "To the business's own account, at once and free of charge; the limits of the customer's tier apply. `retrievalReference` makes sure that it happens once.",
    body: WithdrawalBody,
    output: SentTransfer,
    status: 200,
    message: MESSAGE,
    faults: ['payer.not_found', ...ORDERED, ...LIMITED],
    creates: true,
    handle: async ({ funds }, call) => {
      const orderer = ordererOf(call, 'transfers.withdraw');
      return toAnswer(call, await funds.withdraw(orderer, call.body.payerAccountNumber, toOrderLine(call.body)));
    },
  }),
  route.envelope({
    id: 'transfers.send-bulk',
    method: 'POST',
    path: `${TRANSFERS_PATH}/bulk`,
    access: ACCESS,
    tag: TAG,
    summary: 'Send many transfers',
    description:
      'Up to 1,000 in a body of at most 256 KiB. If one of them is malformed nothing is sent; else each is sent or refused by itself. Send the same request again if you get no answer, or when some were not begun for lack of time: each `retrievalReference` happens once, so no `Idempotency-Key` is needed.',
    body: BulkBody,
    output: BulkResults,
    status: 200,
    message: 'Transfers processed successfully',
    faults: ['payer.not_found'],
    handle: async ({ clock, funds }, call) => {
      const orderer = { ...ordererOf(call, 'transfers.send-bulk'), unit: undefined };
      const { payerAccountNumber: accountNumber, transfers } = call.body;
      const results = await sendBulk({ clock, funds }, orderer, accountNumber, transfers.map(toLine));
      return { results: results.map(toBulkResult) };
    },
  }),
  route.envelope({
    id: 'transfers.preview-charges',
    method: 'POST',
    path: `${TRANSFERS_PATH}/charges`,
    access: { kind: 'business', permission: 'accounts:read', approved: true },
    tag: TAG,
    summary: 'Ask what a transfer would cost',
    description: 'Nothing is moved. Between accounts of one business there is no stamp duty.',
    body: ChargesBody,
    output: Charges,
    status: 200,
    message: 'Charges retrieved successfully',
    faults: [],
    handle: ({ funds }, { body }) => toCharges(funds.charges(toKobo(body.amount))),
  }),
  route.envelope({
    id: 'transfers.preview-bulk-charges',
    method: 'POST',
    path: `${TRANSFERS_PATH}/bulk/charges`,
    access: { kind: 'business', permission: 'accounts:read', approved: true },
    tag: TAG,
    summary: 'Ask what many transfers would cost',
    description: 'Of all together. Nothing is moved. Between accounts of one business there is no stamp duty.',
    body: BulkChargesBody,
    output: BulkCharges,
    status: 200,
    message: 'Charges retrieved successfully',
    faults: [],
    handle: ({ funds }, { body }) => toCharges(funds.chargesOfAll(body.amounts.map(toKobo))),
  }),
  route.list({
    id: 'transfers.list',
    method: 'GET',
    path: TRANSFERS_PATH,
    access: { kind: 'business', permission: 'transactions:read', approved: true },
    tag: TAG,
    summary: 'List transfers',
    description:
      'What the business has sent, newest first: transfers, withdrawals, payouts and refunds. Filters can be combined; `totalCount` counts up to 10,000, and `isTotalExact` says whether that is all.',
    query: TransferQuery,
    output: TransferItem,
    status: 200,
    message: 'Transfers retrieved successfully',
    faults: ['request.invalid'],
    handle: async ({ funds }, { principal, page, query }) => {
      const { items, ...total } = await funds.list(principal.businessId, query, page);
      return { ...total, items: items.map(toItem) };
    },
  }),
  route.envelope({
    id: 'transfers.get',
    method: 'GET',
    path: `${TRANSFERS_PATH}/{retrievalReference}`,
    access: { kind: 'business', permission: 'transactions:read', approved: true },
    tag: TAG,
    summary: 'Get a transfer',
    description: 'What has become of it. Payouts and refunds are found by their references too.',
    params: TransferParams,
    output: SentTransfer,
    status: 200,
    message: 'Transfer retrieved successfully',
    faults: ['transfer.not_found'],
    handle: async ({ funds }, { principal, params }) =>
      toTransfer(await funds.find(principal.businessId, params.retrievalReference)),
  }),
];
