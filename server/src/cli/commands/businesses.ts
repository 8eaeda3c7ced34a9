/** The commands about businesses. */

import type { Businesses } from '../../businesses/index.ts';
import type { Transaction } from '../../platform/database.ts';
import { type BusinessId, isId } from '../../platform/ids.ts';
import { type Command, done, failed } from '../command.ts';

const OPERANDS = [['<businessId>', 'its id (biz_…)']] as const;

type Act = (businesses: Businesses, transaction: Transaction, id: BusinessId) => Promise<boolean>;

function act(
  command: Pick<Command, 'name' | 'summary' | 'details'>,
  { act: change, said, refused }: { readonly act: Act; readonly said: string; readonly refused: string },
): Command {
  return {
    ...command,
    operands: OPERANDS,
    examples: [`${command.name} biz_01k2m3n4p5q6r7s8t9v0w1x2y3`],
    async run(context, { operands: [id = ''] }) {
      if (!isId('business', id)) return failed('That is not a business id (biz_…).');
      const { businesses, database } = await context.core();
      const isDone = await database.transaction((transaction) => change(businesses, transaction, id as BusinessId));
      return isDone ? done(`${said} ${id}.`, { businessId: id }) : failed(refused);
    },
  };
}

export const approveBusiness = act(
  {
    name: 'business approve',
    summary: 'Approve a business and open its account.',
    details: 'In production a new business waits for this.',
  },
  {
    act: (businesses, transaction, id) => businesses.approve(transaction, id),
    said: 'Approved',
    refused: 'No business of that id waits for approval.',
  },
);

export const suspendBusiness = act(
  {
    name: 'business suspend',
    summary: 'Refuse what a business does, from the next request on.',
    details: 'Its members can still sign in and see that it is suspended.',
  },
  {
    act: (businesses, transaction, id) => businesses.suspend(transaction, id),
    said: 'Suspended',
    refused: 'There is no business of that id, or it is suspended already.',
  },
);

export const unsuspendBusiness = act(
  { name: 'business unsuspend', summary: 'End the suspension of a business.' },
  {
    act: (businesses, transaction, id) => businesses.unsuspend(transaction, id),
    said: 'Ended the suspension of',
    refused: 'No suspended business has that id.',
  },
);
