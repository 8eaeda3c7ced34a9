/** Takes the address of the business's server. The first one comes with two secrets. */

import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { cn } from '../../lib/cn.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useAbout } from '../../lib/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import type { FreshSecrets } from './fresh-secrets-dialog.tsx';

export interface UrlFormProps {
  readonly url: string;
  readonly submit: string;
  readonly onFresh?: (fresh: FreshSecrets) => void;
  readonly onSaved?: () => void;
  readonly className?: string;
}

interface Values {
  webhookUrl: string;
}

export function UrlForm({ url, submit, onFresh, onSaved, className }: UrlFormProps): ReactElement {
  const { id, client } = useBusiness();
  const isSandbox = useAbout()?.environment === 'sandbox';
  const form = useForm<Values>({ defaultValues: { webhookUrl: url } });
  const { errors } = form.formState;
  const save = useAction({
    // What the mutation resolves with is kept in a cache: the secrets go to their dialog alone.
    act: async (values: Values) => {
      const { authKey, signingSecret } = await client.webhooks.updateUrl({ webhookUrl: values.webhookUrl.trim() });
      if (authKey !== null && signingSecret !== null) onFresh?.({ authKey, signingSecret });
    },
    done: 'The address is set.',
    invalidates: [businessKey(id, 'webhooks')],
    form,
    ...(onSaved !== undefined && { onSuccess: onSaved }),
  });
  return (
    <form
      noValidate
      className={cn('flex flex-col gap-4', className)}
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
    >
      <FormProblem message={errors.root?.message} />
      <Field
        label="Address"
        hint={
          isSandbox
            ? 'In a sandbox http:// and other ports will do too.'
            : 'https:// on port 443, on the public Internet.'
        }
        error={errors.webhookUrl?.message}
      >
        <Input
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://shop.example.com/webhooks"
          className="font-mono"
          {...form.register('webhookUrl', {
            validate: (text) => URL.canParse(text.trim()) || 'Enter a whole address, beginning with https://.',
          })}
        />
      </Field>
      <Button type="submit" variant="primary" className="self-start" busy={save.isPending}>
        {submit}
      </Button>
    </form>
  );
}
