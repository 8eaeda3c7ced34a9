/** Which banks the business sends money to, and the change of that choice while it is being made. */

import { useState } from 'react';
import { useBanks } from '../../components/use-banks.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey, useRead } from '../../lib/use-read.ts';
import { useAbout } from '../../lib/use-session.ts';

export interface SendingChoice {
  /** Undefined until it is known. */
  readonly chosen: ReadonlySet<string> | undefined;
  /** What is ticked while somebody changes it; undefined while nobody does. */
  readonly draft: ReadonlySet<string> | undefined;
  readonly isSaving: boolean;
  readonly ownCode: string | undefined;
  begin(): void;
  cancel(): void;
  toggle(code: string): void;
  /** Ticks all of these, or none of them. */
  setAll(codes: readonly string[], isTicked: boolean): void;
  save(): void;
}

export function useSendingChoice(): SendingChoice {
  const business = useBusiness();
  const ownCode = useAbout()?.bankCode;
  const banks = useBanks();
  const billers = useRead(['billers'], (client, options) => client.banks.billers(options));
  const [draft, setDraft] = useState<ReadonlySet<string>>();
  const chosen = billers.data && new Set(billers.data.billers);
  const saving = useAction({
    act: (codes: readonly string[]) => business.client.banks.configureBillers({ billers: codes }),
    done: 'The choice of banks is saved',
    invalidates: [businessKey(business.id, 'billers')],
    onSuccess: () => setDraft(undefined),
  });
  return {
    chosen,
    draft,
    isSaving: saving.isPending,
    ownCode,
    begin: () => setDraft(chosen ?? new Set(banks.data?.map(({ code }) => code))),
    cancel: () => setDraft(undefined),
    toggle: (code) => setDraft((codes) => codes && withCodes(codes, [code], !codes.has(code))),
    setAll: (codes, isTicked) => setDraft((old) => old && withCodes(old, codes, isTicked)),
    save: () => (draft === undefined || saving.isPending ? undefined : saving.mutate([...draft])),
  };
}

function withCodes(codes: ReadonlySet<string>, changed: readonly string[], isTicked: boolean): ReadonlySet<string> {
  const next = new Set(codes);
  for (const code of changed) {
    if (isTicked) next.add(code);
    else next.delete(code);
  }
  return next;
}
