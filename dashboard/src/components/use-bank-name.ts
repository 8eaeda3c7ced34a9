/** Banks by either of their codes. */

import { useBanks } from './use-banks.ts';

/** The name of a bank; its code while that is not known. */
export function useBankName(): (code: string | null | undefined) => string {
  const { data } = useBanks();
  return (code) => data?.find((bank) => bank.code === code || bank.nipCode === code)?.name ?? code ?? '';
}
