/** What the types, states and amount rules of virtual accounts are called. */

import type { VirtualAccount } from '@interstellas/sdk';
import type { Option } from '../../ui/select.tsx';

export const typeWords: Readonly<Record<VirtualAccount['type'], string>> = {
  permanent: 'Permanent',
  temporal: 'Temporal',
  'single-use': 'Single-use',
};

export const types: readonly Option[] = Object.entries(typeWords).map(([value, label]) => ({ value, label }));

export const statuses: readonly Option[] = [
  { value: 'active', label: 'Active' },
  { value: 'paid', label: 'Paid' },
  { value: 'expired', label: 'Expired' },
  { value: 'closed', label: 'Closed' },
];

type AmountControl = NonNullable<VirtualAccount['amountControl']>;

export const amountControls: readonly (Option<AmountControl> & { readonly short: string })[] = [
  { value: 'exact', label: 'Exactly this amount', short: 'exactly' },
  { value: 'under', label: 'This amount or less', short: 'at most' },
  { value: 'over', label: 'This amount or more', short: 'at least' },
  { value: 'any', label: 'Any amount', short: 'about' },
];

export function amountControlWord(control: VirtualAccount['amountControl']): string {
  return amountControls.find(({ value }) => value === control)?.short ?? '';
}
