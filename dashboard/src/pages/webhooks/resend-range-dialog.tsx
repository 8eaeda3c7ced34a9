/** Sends the events of a period again: after an outage of the server, or after it lost something. */

import type { WebhookEventResendRangeInput } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';

interface Values {
  /** `2026-11-24T15:04`, in the time zone of the device. */
  from: string;
  to: string;
}

type State = 'failed' | 'unsent' | 'delivered' | 'all';

const states: readonly { readonly value: State; readonly label: string; readonly hint: string }[] = [
  { value: 'failed', label: 'Failed', hint: 'Every attempt was in vain.' },
  { value: 'unsent', label: 'Unsent', hint: 'No address was set.' },
  { value: 'delivered', label: 'Delivered', hint: 'When your server lost them.' },
  { value: 'all', label: 'All that do not wait already', hint: 'Whatever became of them.' },
];

export function ResendRangeDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [state, setState] = useState<State>('failed');
  const form = useForm<Values>({ defaultValues: lastDay(new Date()) });
  const { errors } = form.formState;
  const resend = useResend(form, onClose);
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Resend a period"
        description="Each event keeps its id, so that your server can tell what it has had already."
      >
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={form.handleSubmit(({ from, to }) => {
            if (resend.isPending) return;
            resend.mutate({ from: iso(from), to: iso(to), ...(state !== 'all' && { state }) });
          })}
        >
          <FormProblem message={errors.root?.message} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="From" error={errors.from?.message}>
              <Input
                type="datetime-local"
                {...form.register('from', { validate: (text) => isMoment(text) || 'Choose a day and a time.' })}
              />
            </Field>
            <Field label="To, exclusive" error={errors.to?.message}>
              <Input
                type="datetime-local"
                {...form.register('to', {
                  validate: (text, { from }) =>
                    (isMoment(text) && text > from) || 'Choose a day and a time after the first.',
                })}
              />
            </Field>
          </div>
          <Field label="Events" hint="At most 31 days in one go.">
            <Select options={states} value={state} onChange={setState} />
          </Field>
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={resend.isPending}>
              Resend
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** The API takes a thousand at a time, and says where to go on. */
function useResend(form: ReturnType<typeof useForm<Values>>, onDone: () => void) {
  const { id, client } = useBusiness();
  const submitKey = useSubmitKey();
  return useAction({
    act: async (input: WebhookEventResendRangeInput) => {
      let count = 0;
      for (let from: string | null = input.from; from !== null; ) {
        const idempotencyKey = `${submitKey.current()}-${from}-${input.to}-${input.state ?? 'all'}`;
        const answer = await client.webhooks.events.resendRange({ ...input, from }, { idempotencyKey });
        count += answer.count;
        from = answer.nextFrom;
      }
      return count;
    },
    done: (count) =>
      count === 1 ? 'One event is sent again.' : `${count.toLocaleString('en')} events are sent again.`,
    invalidates: [businessKey(id, 'webhooks', 'events')],
    form,
    onSuccess: () => {
      submitKey.renew();
      onDone();
    },
  });
}

function lastDay(now: Date): Values {
  return { from: local(new Date(now.getTime() - 86_400_000)), to: local(new Date(now.getTime() + 60_000)) };
}

function local(moment: Date): string {
  const zoned = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return zoned.toISOString().slice(0, 16);
}

function iso(text: string): string {
  return new Date(text).toISOString();
}

function isMoment(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
