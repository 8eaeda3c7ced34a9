/** Which businesses of the client account a key works for. */

import type { ReactElement } from 'react';
import { useRead } from '../../lib/use-read.ts';
import { CheckboxField } from '../../ui/checkbox.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { LinesSkeleton } from '../../ui/skeleton.tsx';

export interface BusinessPickerProps {
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly error?: string | undefined;
}

export function BusinessPicker({ value, onChange, error }: BusinessPickerProps): ReactElement {
  const businesses = useRead(['businesses', 'all'], async (client, options) => {
    const found: { readonly id: string; readonly businessName: string }[] = [];
    for await (const { id, businessName } of client.businesses.list({ limit: 100 }, options))
      found.push({ id, businessName });
    return found;
  });
  return (
    <fieldset className="rounded-md border border-edge">
      <legend className="sr-only">Businesses</legend>
      <div className="max-h-48 overflow-y-auto p-3">
        <QueryView query={businesses} skeleton={<LinesSkeleton rows={2} />}>
          {(all) => (
            <div className="flex flex-col gap-2">
              {all.map(({ id, businessName }) => (
                <CheckboxField
                  key={id}
                  label={businessName}
                  hint={<span className="font-mono text-xs">{id}</span>}
                  checked={value.includes(id)}
                  onCheckedChange={(checked) =>
                    onChange(checked === true ? [...value, id] : value.filter((other) => other !== id))
                  }
                />
              ))}
            </div>
          )}
        </QueryView>
      </div>
      {error === undefined ? null : (
        <p role="alert" className="border-t px-3 py-2 text-sm text-bad-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}
