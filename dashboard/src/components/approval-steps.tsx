/** What it takes to be approved, and how far the business has come. */

import type { Business } from '@interstellas/sdk';
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { useAbout } from '../lib/use-session.ts';
import { Card, CardBody, CardHeader } from '../ui/card.tsx';

interface ApprovalStepsProps {
  readonly business: Business;
  /** The BVN was looked up, and the form that it opens is on the page. */
  readonly isOwnerKnown?: boolean;
}

interface Step {
  readonly title: string;
  readonly isDone: boolean;
  /** While it is not done. */
  readonly hint: string;
}

export function ApprovalSteps({ business, isOwnerKnown = false }: ApprovalStepsProps): ReactElement {
  const about = useAbout();
  const steps = stepsOf(business, isOwnerKnown, about?.bankName ?? 'the bank');
  const next = steps.find(({ isDone }) => !isDone);
  return (
    <Card>
      <CardHeader title="Steps to the approval" description={summary(business, about?.environment === 'sandbox')} />
      <CardBody>
        <ol className="flex flex-col gap-3.5">
          {steps.map((step) => (
            <StepLine key={step.title} step={step} isNext={step === next} />
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

function StepLine({ step, isNext }: { readonly step: Step; readonly isNext: boolean }): ReactElement {
  const { title, isDone, hint } = step;
  return (
    <li aria-current={isNext ? 'step' : undefined} className="flex gap-3">
      <span
        aria-hidden
        className={cn(
          'mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border border-edge',
          isDone && 'border-good bg-good-soft text-good-ink',
          isNext && 'border-accent',
        )}
      >
        {isDone ? <Check className="size-3" strokeWidth={3} /> : null}
        {isNext ? <span className="size-2 rounded-full bg-accent" /> : null}
      </span>
      <div className="min-w-0">
        <p className={cn(isNext && 'font-medium', !(isDone || isNext) && 'text-muted')}>
          {title}
          <span className="sr-only">{isDone ? ' (done)' : ' (not done yet)'}</span>
        </p>
        {isDone ? null : <p className="text-sm text-muted">{hint}</p>}
      </div>
    </li>
  );
}

function stepsOf({ isApproved, photoIdUrl }: Business, isOwnerKnown: boolean, bank: string): readonly Step[] {
  const isRegistered = photoIdUrl !== '';
  return [
    { title: 'Business created', isDone: true, hint: '' },
    { title: 'BVN of the owner', isDone: isRegistered || isOwnerKnown, hint: 'A code goes to the phone of the owner.' },
    { title: 'Address and documents', isDone: isRegistered, hint: 'At least a photo of a government id.' },
    {
      title: `Review by ${bank}`,
      isDone: isApproved,
      hint: isRegistered ? 'There is nothing left for you to do.' : 'It begins when the documents are there.',
    },
  ];
}

function summary({ isApproved, photoIdUrl }: Business, isSandbox: boolean): string | undefined {
  if (isApproved && isSandbox) return 'Approved already, as in every sandbox. It can be registered all the same.';
  if (isApproved) return 'Approved already. The registration can still be sent.';
  return photoIdUrl === '' ? 'Until it is approved it has no account and moves no money.' : undefined;
}
