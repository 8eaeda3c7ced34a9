/** The filters above the request log. They live in the address. */

import type { ReactElement } from 'react';
import { useKeys } from '../../components/use-keys.ts';
import { DateRangeFilter } from '../../ui/date-range-filter.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import { FilterSelect } from '../../ui/filter-select.tsx';
import type { Option } from '../../ui/select.tsx';
import { METHODS, type RequestFilters } from './request-search.ts';

export interface RequestFilterBarProps {
  readonly filters: RequestFilters;
  readonly onChange: (changes: RequestFilters) => void;
  readonly onClear: () => void;
}

const methods: readonly Option[] = METHODS.map((method) => ({ value: method, label: method }));

const statuses: readonly Option[] = [
  { value: '2xx', label: '2xx answered' },
  { value: '4xx', label: '4xx refused' },
  { value: '5xx', label: '5xx failed' },
];

export function RequestFilterBar({ filters, onChange, onClear }: RequestFilterBarProps): ReactElement {
  const { keyId, status, method, operation, code, requestId, from, to } = filters;
  const keys = useKeys().data ?? [];
  const known = keys.map(({ id, name, hint }) => ({ value: id, label: name, hint }));
  const select = (name: keyof RequestFilters) => (value: string) => onChange({ [name]: value });
  return (
    <FilterBar isActive={Object.keys(filters).length > 0} onClear={onClear}>
      <FilterSelect
        label="Key"
        none="All keys"
        options={withChosen(known, keyId)}
        value={keyId}
        onChange={select('keyId')}
      />
      <FilterSelect
        label="Status"
        none="Any status"
        options={withChosen(statuses, status)}
        value={status}
        onChange={select('status')}
      />
      <FilterSelect
        label="Method"
        none="Any method"
        options={withChosen(methods, method)}
        value={method}
        onChange={select('method')}
      />
      {operation === undefined ? null : (
        <FilterSelect
          label="Operation"
          none="Any operation"
          options={withChosen([], operation)}
          value={operation}
          onChange={select('operation')}
        />
      )}
      <DateRangeFilter
        none="Any time"
        range={{ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }}
        onChange={onChange}
      />
      <FilterInput label="Code" value={code} onChange={select('code')} />
      <FilterInput label="Request id" value={requestId} onChange={select('requestId')} />
    </FilterBar>
  );
}

/** A value of the address that is not among the choices is shown as it is. */
function withChosen(options: readonly Option[], chosen: string | undefined): readonly Option[] {
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: chosen }];
}
