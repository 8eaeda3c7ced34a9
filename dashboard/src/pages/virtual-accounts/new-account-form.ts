/** What is typed to open a virtual account, and what of it the API is told. */

import type { VirtualAccount } from '@interstellas/sdk';
import type { Client } from '../../lib/client.ts';
import { parseNaira } from '../../lib/money.ts';

export interface Values {
  type: VirtualAccount['type'];
  firstName: string;
  lastName: string;
  reference: string;
  amount: string;
  amountControl: NonNullable<VirtualAccount['amountControl']>;
  duration: string;
  unit: keyof typeof unitSeconds;
}

const unitSeconds = { minutes: 60, hours: 3600, days: 86_400 } as const;

export const initial: Values = {
  type: 'permanent',
  firstName: '',
  lastName: '',
  reference: '',
  amount: '',
  amountControl: 'exact',
  duration: '24',
  unit: 'hours',
};

/** How the API calls fields that the form calls otherwise. */
export const apiFields = { refCode: 'reference' } as const;

const longestSeconds = 365 * 86_400;

/** Opens it; resolves with its id. */
export async function open(client: Client, values: Values, idempotencyKey: string): Promise<string> {
  const { type, reference } = values;
  const holder = { firstName: values.firstName.trim(), lastName: values.lastName.trim() };
  if (type !== 'single-use') {
    const account = await client.virtualAccounts.create({ ...holder, type, reference }, { idempotencyKey });
    return account.id;
  }
  const account = await client.virtualAccounts.createSingleUse(
    {
      ...holder,
      refCode: reference,
      amount: String(parseNaira(values.amount) ?? ''),
      amountControl: values.amountControl,
      duration: secondsOf(values),
    },
    { idempotencyKey },
  );
  return account.id;
}

function secondsOf({ duration, unit }: Pick<Values, 'duration' | 'unit'>): number {
  return Number(duration) * unitSeconds[unit];
}

/** What is wrong with the amount; undefined when nothing is. */
export function amountProblem(text: string): string | undefined {
  const kobo = parseNaira(text);
  return kobo === undefined || kobo === 0n ? 'Enter an amount in naira, such as 3,500 or 3,500.50.' : undefined;
}

export function durationProblem(values: Pick<Values, 'duration' | 'unit'>): string | undefined {
  if (!/^\d{1,6}$/.test(values.duration.trim())) return 'Enter a whole number.';
  const seconds = secondsOf(values);
  if (seconds < 60) return 'It must be open for a minute at least.';
  return seconds > longestSeconds ? 'It can be open for a year at most.' : undefined;
}
