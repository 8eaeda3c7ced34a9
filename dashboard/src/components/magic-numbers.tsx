/** The account numbers with which a sandbox shows how a transfer can end, as docs/rail.md has them. */

import type { ReactElement } from 'react';
import type { Tone } from '../ui/badge.tsx';
import { Badge } from '../ui/badge.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { type Column, Table } from '../ui/table.tsx';

export interface MagicNumber {
  readonly accountNumber: string;
  readonly outcome: string;
  readonly tone: Tone;
  readonly detail: string;
}

export const MAGIC_NUMBERS: readonly MagicNumber[] = [
  {
    accountNumber: '0000000000',
    outcome: 'Refused',
    tone: 'bad',
    detail: 'The name enquiry finds nobody, so nothing moves.',
  },
  { accountNumber: '0000000001', outcome: 'Successful', tone: 'good', detail: 'At once.' },
  { accountNumber: '0000000002', outcome: 'Successful', tone: 'good', detail: 'Pending for five seconds first.' },
  {
    accountNumber: '0000000003',
    outcome: 'Failed',
    tone: 'bad',
    detail: 'Pending for five seconds first; then the payer has the money back.',
  },
  {
    accountNumber: '0000000004',
    outcome: 'Reversed',
    tone: 'info',
    detail: 'Successful first, and returned after five seconds.',
  },
  {
    accountNumber: '0000000005',
    outcome: 'Pending',
    tone: 'warn',
    detail: 'No certain answer for a while: the bank is asked until it says that it was successful.',
  },
  { accountNumber: '0000000006', outcome: 'Failed', tone: 'bad', detail: 'The account is dormant.' },
  { accountNumber: '0000000007', outcome: 'Failed', tone: 'bad', detail: 'The limit for transfers is exceeded.' },
  {
    accountNumber: '0000000008',
    outcome: 'Failed',
    tone: 'bad',
    detail: 'The name enquiry works, but the name does not match.',
  },
  {
    accountNumber: '0000000009',
    outcome: 'Successful',
    tone: 'good',
    detail: 'Told several times and out of order, of which you see one success.',
  },
];

const columns: readonly Column<MagicNumber>[] = [
  {
    id: 'number',
    header: 'Account number',
    cell: ({ accountNumber }) => (
      <Copyable value={accountNumber} label={`account number ${accountNumber}`} className="text-sm text-ink" />
    ),
  },
  {
    id: 'outcome',
    header: 'How it ends',
    cell: ({ outcome, tone }) => (
      <Badge dot tone={tone}>
        {outcome}
      </Badge>
    ),
  },
  {
    id: 'detail',
    header: 'What happens',
    className: 'sm:w-1/2',
    cell: ({ detail }) => <span className="text-muted">{detail}</span>,
  },
];

export function MagicNumberTable(): ReactElement {
  return (
    <Table
      caption="Account numbers of the sandbox and what happens to transfers to them"
      columns={columns}
      items={MAGIC_NUMBERS}
      rowKey={({ accountNumber }) => accountNumber}
    />
  );
}
