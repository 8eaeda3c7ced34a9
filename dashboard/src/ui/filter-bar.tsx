/** The filters above a list, in one row that wraps; with a button that clears them. */

import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button } from './button.tsx';

export interface FilterBarProps {
  readonly children: ReactNode;
  /** Whether any filter is set. */
  readonly isActive: boolean;
  readonly onClear: () => void;
  /** At the right: Export, for example. */
  readonly actions?: ReactNode;
}

export function FilterBar({ children, isActive, onClear, actions }: FilterBarProps): ReactElement {
  return (
    <search className="mb-4 flex flex-wrap items-center gap-2 *:w-auto">
      {children}
      {isActive ? (
        <Button variant="ghost" onClick={onClear}>
          <X aria-hidden />
          Clear
        </Button>
      ) : null}
      {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
    </search>
  );
}
