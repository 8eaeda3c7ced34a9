/** Makes a key, and shows it once. */

import { type ReactElement, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { FreshKey, type FreshKeyValue } from './fresh-key.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { KeyForm } from './key-form.tsx';
import { inputOf, type KeyFormValues, NEW_KEY } from './key-form-values.ts';

export function CreateKeyDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [fresh, setFresh] = useState<FreshKeyValue>();
  return (
    <KeyDialog
      title={fresh === undefined ? 'Create a key' : 'Your new key'}
      description={fresh === undefined ? 'Give each program a key of its own, limited to what it needs.' : undefined}
      holdsSecret={fresh !== undefined}
      onClose={onClose}
    >
      {(isLeaving) =>
        fresh === undefined ? (
          <NewKeyForm onCreated={setFresh} />
        ) : (
          <FreshKey fresh={fresh} isLeaving={isLeaving} onDone={onClose} />
        )
      }
    </KeyDialog>
  );
}

function NewKeyForm({ onCreated }: { readonly onCreated: (fresh: FreshKeyValue) => void }): ReactElement {
  const { id, client } = useBusiness();
  const submitKey = useSubmitKey();
  const form = useForm<KeyFormValues>({ defaultValues: NEW_KEY });
  const create = useAction({
    // What the mutation resolves with is kept in a cache: the key goes to its dialog alone.
    act: async (values: KeyFormValues) => {
      const options = { idempotencyKey: submitKey.current() };
      const { secretKey, isPrimary } = await client.keys.create(inputOf(values, new Date()), options);
      onCreated({ secretKey, isPrimary });
    },
    form,
    fields: { expiresAt: 'expiry' },
    invalidates: [businessKey(id, 'keys')],
    onSuccess: () => submitKey.renew(),
  });
  return (
    <KeyForm
      form={form}
      onSubmit={(values) => create.mutate(values)}
      isBusy={create.isPending}
      submit="Create the key"
    />
  );
}
