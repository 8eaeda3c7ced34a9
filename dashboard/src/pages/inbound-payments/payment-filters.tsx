/** The filters that every list of inbound payments has; a page may put further ones before them. */

import type { ReactElement, ReactNode } from 'react';
import { DateRangeFilter } from '../../ui/date-range-filter.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import type { PaymentFilters } from './filters.ts';

export interface PaymentFilterBarProps {
  readonly filters: PaymentFilters;
  readonly onChange: (changes: PaymentFilters) => void;
  readonly onClear: () => void;
  readonly children?: ReactNode;
}

export function PaymentFilterBar({ filters, onChange, onClear, children }: PaymentFilterBarProps): ReactElement {
  const { from, to } = filters;
  return (
    <FilterBar isActive={Object.keys(filters).length > 0} onClear={onClear}>
      <FilterInput
        label="Account number"
        inputMode="numeric"
        maxLength={10}
        value={filters.accountNumber}
        onChange={(accountNumber) => onChange({ accountNumber })}
      />
      <FilterInput
        label="Session id"
        inputMode="numeric"
        maxLength={30}
        value={filters.sessionId}
        onChange={(sessionId) => onChange({ sessionId })}
      />
      <DateRangeFilter range={{ ...(from && { from }), ...(to && { to }) }} none="Any time" onChange={onChange} />
      {children}
    </FilterBar>
  );
}
