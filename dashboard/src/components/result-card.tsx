/** How something before the sign-in ended: what is so now, and the one thing to do next. */

import { CircleCheck, type LucideIcon, MailQuestionMark } from 'lucide-react';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { cn } from '../lib/cn.ts';
import { PublicCard } from './public-card.tsx';

const looks = {
  good: { Icon: CircleCheck, look: 'bg-good-soft text-good-ink' },
  bad: { Icon: MailQuestionMark, look: 'bg-bad-soft text-bad-ink' },
} as const;

export interface ResultCardProps {
  readonly tone: keyof typeof looks;
  readonly title: string;
  readonly icon?: LucideIcon;
  readonly description: ReactNode;
  /** The button, or a form. */
  readonly children?: ReactNode;
  readonly below?: ReactNode;
}

export function ResultCard({ tone, title, icon, description, children, below }: ResultCardProps): ReactElement {
  const { Icon, look } = looks[tone];
  const Shown = icon ?? Icon;
  const card = useRef<HTMLDivElement>(null);
  // What had the focus is gone with the form; here it is read out.
  useEffect(() => card.current?.querySelector('h1')?.focus(), []);
  return (
    <div ref={card} className="contents">
      <PublicCard
        title={
          <span className="flex flex-col items-start gap-4">
            <span className={cn('flex size-10 items-center justify-center rounded-lg', look)}>
              <Shown aria-hidden className="size-5" strokeWidth={1.75} />
            </span>
            {title}
          </span>
        }
        description={description}
        below={below}
      >
        {children}
      </PublicCard>
    </div>
  );
}
