/** The filters above the audit log. They live in the address. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useRead } from '../../lib/use-read.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { DateRangeFilter } from '../../ui/date-range-filter.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterInput } from '../../ui/filter-input.tsx';
import { FilterSelect } from '../../ui/filter-select.tsx';
import type { Option } from '../../ui/select.tsx';
import { KNOWN_ACTIONS, wordsOfAction } from './action-words.ts';
import type { AuditFilters } from './audit-search.ts';

export interface AuditFilterBarProps {
  readonly filters: AuditFilters;
  readonly keys: readonly SecretKey[];
  readonly onChange: (changes: AuditFilters) => void;
  readonly onClear: () => void;
}

const any = 'any';

export function AuditFilterBar({ filters, keys, onChange, onClear }: AuditFilterBarProps): ReactElement {
  const { action, userId, keyId, objectId, from, to } = filters;
  const members = useMemberOptions();
  return (
    <FilterBar isActive={Object.keys(filters).length > 0} onClear={onClear}>
      <div className="w-56! max-sm:w-full!">
        <Combobox
          aria-label={`Action: ${action === undefined ? 'any' : wordsOfAction(action)}`}
          options={actionOptions(action)}
          value={action ?? any}
          onChange={(value) => onChange({ action: value === any ? '' : value })}
          searchPlaceholder="Search in words or ids"
        />
      </div>
      <FilterSelect
        label="Who"
        none="Anybody"
        options={withChosen(members, userId)}
        value={userId}
        onChange={(value) => onChange({ userId: value })}
      />
      <FilterSelect
        label="Key"
        none="Any key"
        options={withChosen(
          keys.map(({ id, name, hint }) => ({ value: id, label: name, hint })),
          keyId,
        )}
        value={keyId}
        onChange={(value) => onChange({ keyId: value })}
      />
      <DateRangeFilter
        none="Any time"
        range={{ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }}
        onChange={onChange}
      />
      <FilterInput label="Object id" value={objectId} onChange={(value) => onChange({ objectId: value })} />
    </FilterBar>
  );
}

function actionOptions(chosen: string | undefined) {
  const others = chosen === undefined || KNOWN_ACTIONS.includes(chosen) ? [] : [chosen];
  const actions = [...KNOWN_ACTIONS, ...others].map((value) => ({ value, label: wordsOfAction(value) }));
  return [{ value: any, label: 'Any action' }, ...actions];
}

/** A value of the address that is not among the choices is shown as it is. */
function withChosen(options: readonly Option[], chosen: string | undefined): readonly Option[] {
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: chosen }];
}

function useMemberOptions(): readonly Option[] {
  const { data } = useRead(['members', 'options'], async (client, options) => {
    const found: Option[] = [];
    for await (const { userId, firstName, lastName, email } of client.members.list({ limit: 100 }, options))
      found.push({ value: userId, label: `${firstName} ${lastName}`.trim() || email });
    return found;
  });
  return data ?? [];
}
