/** Closes a virtual account, after saying what that means. */

import type { VirtualAccountDetails } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Money } from '../../ui/money.tsx';

export function CloseAccount({ account }: { readonly account: VirtualAccountDetails }): ReactElement | null {
  const { id, accountNumber, availableBalance, closedAt } = account;
  const business = useBusiness();
  const { may } = usePermissions();
  const [isAsking, setAsking] = useState(false);
  const closing = useAction({
    act: () => business.client.virtualAccounts.close(id),
    done: 'The account is closed',
    invalidates: [businessKey(business.id, 'virtual-accounts')],
    onSuccess: () => setAsking(false),
  });
  if (closedAt !== null || !may('virtual-accounts:manage')) return null;
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setAsking(true)}>
        Close the account
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Close ${accountNumber}?`}
        description="This cannot be undone."
        confirm="Close the account"
        busy={closing.isPending}
        onConfirm={() => closing.mutate()}
      >
        <ul className="flex list-disc flex-col gap-1.5 pl-5 marker:text-faint">
          <li>It takes in nothing more. Money that comes later waits in suspense, until you refund or release it.</li>
          <li>Neither its number nor its reference is ever used again.</li>
          <li>
            {availableBalance === '0' ? (
              'Nothing is on it.'
            ) : (
              <>
                What is on it stays yours: <Money kobo={availableBalance} /> can still be sent on and refunded.
              </>
            )}
          </li>
        </ul>
      </ConfirmDialog>
    </>
  );
}
