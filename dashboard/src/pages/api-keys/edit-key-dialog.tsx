/** Changes the name and the limits of a key. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Callout } from '../../ui/callout.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { KeyForm } from './key-form.tsx';
import { inputOf, type KeyFormValues, valuesOf } from './key-form-values.ts';

export interface EditKeyDialogProps {
  readonly secretKey: SecretKey;
  readonly onClose: () => void;
}

export function EditKeyDialog({ secretKey, onClose }: EditKeyDialogProps): ReactElement {
  const { id, client } = useBusiness();
  const form = useForm<KeyFormValues>({ defaultValues: valuesOf(secretKey) });
  const update = useAction({
    act: (values: KeyFormValues) => client.keys.update(secretKey.id, inputOf(values, new Date())),
    form,
    fields: { expiresAt: 'expiry' },
    done: ({ name }) => `${name} saved. It counts from the next request on.`,
    invalidates: [businessKey(id, 'keys')],
    onSuccess: onClose,
  });
  return (
    <KeyDialog title="Change the key" description={secretKey.hint} holdsSecret={false} onClose={onClose}>
      {() => (
        <KeyForm
          form={form}
          onSubmit={(values) => update.mutate(values)}
          isBusy={update.isPending}
          submit="Save"
          expiresAt={secretKey.expiresAt}
        >
          <Callout>
            What you take away is refused from the next request on, with 403{' '}
            <DocsLink page="errors#key.scope_insufficient" className="font-mono text-sm">
              key.scope_insufficient
            </DocsLink>{' '}
            or{' '}
            <DocsLink page="errors#key.address_forbidden" className="font-mono text-sm">
              key.address_forbidden
            </DocsLink>
            .
          </Callout>
        </KeyForm>
      )}
    </KeyDialog>
  );
}
