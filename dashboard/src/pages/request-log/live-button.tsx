/** Whether the list asks again by itself. */

import type { ReactElement } from 'react';
import { cn } from '../../lib/cn.ts';
import { Button } from '../../ui/button.tsx';

export interface LiveButtonProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function LiveButton({ isOn, onChange }: LiveButtonProps): ReactElement {
  return (
    <Button aria-pressed={isOn} variant={isOn ? 'soft' : 'secondary'} onClick={() => onChange(!isOn)}>
      <span aria-hidden className={cn('size-2 rounded-full', isOn ? 'animate-pulse bg-good' : 'bg-edge')} />
      Live
    </Button>
  );
}
