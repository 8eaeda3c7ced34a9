/** One caught letter as its receiver would read it, with links that can be followed. */

import type { CaughtLetter } from '@interstellas/sdk';
import { ArrowLeft } from 'lucide-react';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copyable.tsx';
import { Time } from '../../ui/time.tsx';
import { partsOf } from './letter-parts.ts';

interface LetterReaderProps {
  readonly letter: CaughtLetter;
  /** Whether somebody chose it, who then reads from its head. */
  readonly isChosen: boolean;
  readonly onBack: () => void;
}

export function LetterReader({ letter, isChosen, onBack }: LetterReaderProps): ReactElement {
  const { to, subject, text, sentAt } = letter;
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the letter is opened, not later
  useEffect(() => {
    if (isChosen) heading.current?.focus();
  }, []);
  return (
    <article aria-label={subject} className="min-w-0">
      <div className="border-b px-5 py-4">
        <Button variant="ghost" size="sm" className="mb-2 -ml-2.5 md:hidden" onClick={onBack}>
          <ArrowLeft aria-hidden />
          All letters
        </Button>
        <div className="flex items-start justify-between gap-3">
          <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
            {subject}
          </h2>
          <CopyButton value={text} label="text of the letter" />
        </div>
        <p className="mt-0.5 flex flex-wrap justify-between gap-x-4 text-sm text-muted">
          <span>To {to}</span>
          <Time at={sentAt} form="second" />
        </p>
      </div>
      <div className="max-w-prose px-5 py-5 leading-6 whitespace-pre-wrap">{linked(text)}</div>
    </article>
  );
}

function linked(text: string): readonly ReactNode[] {
  return partsOf(text).map((part, index) => {
    if (part.href === undefined) return part.text;
    const isHere = new URL(part.href).origin === location.origin;
    return (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a letter never change their order
        key={index}
        href={part.href}
        className="rounded-sm font-medium break-all text-accent-ink underline underline-offset-4"
        {...(!isHere && { target: '_blank', rel: 'noreferrer' })}
      >
        {part.text}
      </a>
    );
  });
}
