/** What it takes to be approved, and how far the business has come. */

import type { Business } from '@interstellas/sdk';
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../../lib/cn.ts';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';

interface ChecklistProps {
  readonly business: Business;
  readonly isRegistered: boolean;
}

export function Checklist({ business, isRegistered }: ChecklistProps): ReactElement {
  const steps = [
    { title: 'The business is created', isDone: true, missing: '' },
    { title: 'The owner’s BVN is validated', isDone: isRegistered, missing: 'A code goes to the phone of the owner.' },
    { title: 'Address and documents are sent', isDone: isRegistered, missing: 'A photo of a government id at least.' },
    {
      title: 'The operator has approved it',
      isDone: business.isApproved,
      missing: isRegistered ? 'Nothing is left to do for you. You get a letter.' : 'It comes after the documents.',
    },
  ];
  return (
    <Card>
      <CardHeader title="The way to the approval" description={summary(business, isRegistered)} />
      <CardBody>
        <ol className="flex flex-col gap-3.5">
          {steps.map(({ title, isDone, missing }) => (
            <li key={title} className="flex gap-3">
              <span
                aria-hidden
                className={cn(
                  'mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border',
                  isDone && 'border-good bg-good-soft text-good-ink',
                )}
              >
                {isDone ? <Check className="size-3" strokeWidth={3} /> : null}
              </span>
              <div className="min-w-0">
                <p className={cn(isDone ? '' : 'text-muted')}>
                  {title}
                  <span className="sr-only">{isDone ? ' (done)' : ' (missing)'}</span>
                </p>
                {isDone ? null : <p className="text-sm text-muted">{missing}</p>}
              </div>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

function summary({ isApproved }: Business, isRegistered: boolean): string {
  if (isApproved && !isRegistered) return 'Approved already, as in every sandbox. It can be registered all the same.';
  if (isApproved) return 'Everything is done.';
  return isRegistered ? 'Waits for the operator.' : 'Until it is approved it has no account and moves no money.';
}
