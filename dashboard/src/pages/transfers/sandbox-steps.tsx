/** In a sandbox: has the other bank settle, fail or return this transfer now. */

import type { Transfer } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { StepButtons } from '../../components/step-buttons.tsx';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useAbout } from '../../lib/use-session.ts';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';

export function SandboxSteps({ transfer }: { readonly transfer: Transfer }): ReactElement | null {
  const about = useAbout();
  const { may } = usePermissions();
  const isOver = transfer.status === 'failed' || transfer.status === 'reversed';
  if (about?.environment !== 'sandbox' || transfer.sessionId === null || isOver || !may('sandbox:simulate'))
    return null;
  return (
    <Card className="border-dashed">
      <CardHeader title="Decide how it ends" description="In a sandbox you are the other bank." />
      <CardBody>
        <StepButtons reference={transfer.retrievalReference} status={transfer.status} />
      </CardBody>
    </Card>
  );
}
