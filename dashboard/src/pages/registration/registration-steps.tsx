/** The registration, in two steps: whose BVN it is, and what else the bank has to know. */

import type { BvnValidation } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { Card } from '../../ui/card.tsx';
import { Stepper } from '../../ui/timeline.tsx';
import { BvnStep } from './bvn-step.tsx';
import { DocumentsStep } from './documents-step.tsx';

export function RegistrationSteps({ businessId }: { readonly businessId: string }): ReactElement {
  const [owner, setOwner] = useState<BvnValidation>();
  return (
    <Card className="p-5 sm:p-6">
      <Stepper
        label="Steps of the registration"
        steps={['Validate the BVN', 'Address and documents']}
        current={owner === undefined ? 0 : 1}
      />
      {owner === undefined ? (
        <BvnStep businessId={businessId} onValidated={setOwner} />
      ) : (
        <DocumentsStep businessId={businessId} owner={owner} onBack={() => setOwner(undefined)} />
      )}
    </Card>
  );
}
