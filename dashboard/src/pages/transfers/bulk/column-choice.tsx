/** Says which column of the file holds what; found by the head, and to be set right here. */

import type { ReactElement } from 'react';
import { Callout } from '../../../ui/callout.tsx';
import { CardBody } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { type Columns, FIELDS, type Field as FieldName, missingColumns } from './columns.ts';

interface ColumnChoiceProps {
  readonly head: readonly string[];
  readonly columns: Columns;
  readonly onChange: (columns: Columns) => void;
}

const none = 'none';

export function ColumnChoice({ head, columns, onChange }: ColumnChoiceProps): ReactElement {
  const missing = missingColumns(columns);
  const options = head.map((name, index) => ({ value: String(index), label: name || `Column ${index + 1}` }));

  function choose(field: FieldName, value: string): void {
    const { [field]: _old, ...others } = columns;
    onChange(value === none ? others : { ...others, [field]: Number(value) });
  }

  return (
    <CardBody className="border-t">
      {missing.length === 0 ? null : (
        <Callout tone="warn" className="mb-4" title="Which column is which?">
          {`The head of the file does not say: ${missing.join(', ')}.`}
        </Callout>
      )}
      <div className="grid gap-4 sm:grid-cols-3 lg:grid-cols-5">
        {FIELDS.map(({ field, label, isOptional }) => (
          <Field key={field} label={label} optional={isOptional}>
            <Select
              options={[...(isOptional ? [{ value: none, label: 'None' }] : []), ...options]}
              value={columns[field] === undefined && !isOptional ? undefined : String(columns[field] ?? none)}
              onChange={(value) => choose(field, value)}
            />
          </Field>
        ))}
      </div>
    </CardBody>
  );
}
