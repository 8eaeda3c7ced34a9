/** The registration, in two steps: whose BVN it is, and what else the bank has to know. */

import type { BvnValidation } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { Stepper } from '../../ui/timeline.tsx';
import { BvnStep } from './bvn-step.tsx';
import { DocumentsStep } from './documents-step.tsx';

interface RegistrationStepsProps {
  readonly businessId: string;
  /** Undefined until the BVN is validated. */
  readonly owner: BvnValidation | undefined;
  readonly onOwner: (owner: BvnValidation | undefined) => void;
}

export function RegistrationSteps({ businessId, owner, onOwner }: RegistrationStepsProps): ReactElement {
  return (
    <div className="p-5 sm:p-6">
      <Stepper
        label="Steps of the registration"
        steps={['BVN of the owner', 'Address and documents']}
        current={owner === undefined ? 0 : 1}
      />
      {owner === undefined ? (
        <BvnStep businessId={businessId} onValidated={onOwner} />
      ) : (
        <DocumentsStep businessId={businessId} owner={owner} onBack={() => onOwner(undefined)} />
      )}
    </div>
  );
}
