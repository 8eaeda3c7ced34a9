/** Puts right what one said of oneself: names and phone number. Only what is otherwise than before is sent. */

import type { AuthMeUpdateInput } from '@interstellas/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { type ReactElement, useId, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { NameFields, type Person, PhoneField, phoneOf } from '../../components/person-fields.tsx';
import { client } from '../../lib/client.ts';
import { useAction } from '../../lib/use-action.ts';
import { businessKey } from '../../lib/use-read.ts';
import { sessionQuery, useSession } from '../../lib/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '../../ui/dialog.tsx';

/** The button, and the form that it opens. */
export function EditDetails(): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button aria-label="Edit your name and phone number">
          <Pencil aria-hidden />
          Edit
        </Button>
      </DialogTrigger>
      {isOpen ? <EditForm onDone={() => setOpen(false)} /> : null}
    </Dialog>
  );
}

function EditForm({ onDone }: { readonly onDone: () => void }): ReactElement {
  const formId = useId();
  const { firstName, lastName, phoneNo } = useSession();
  // As it was when the form was opened: it may be changed meanwhile in another tab.
  const [known] = useState<Person>({ firstName, lastName, phoneNo });
  const form = useForm<Person>({ defaultValues: known });
  const { errors } = form.formState;
  const saving = useSave(form, onDone);
  const isChanged = Object.keys(changesOf(known, form.watch())).length > 0;

  function submit(typed: Person): void {
    if (isChanged) saving.mutate(changesOf(known, typed));
    else onDone();
  }

  return (
    <DialogContent
      size="sm"
      title="Your name and phone number"
      description="Others see them in the team of each of your businesses."
      // A click that misses does not throw away what was typed.
      onInteractOutside={(event) => (isChanged ? event.preventDefault() : undefined)}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" busy={saving.isPending}>
            Save the changes
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit(submit)}>
        <FormProblem message={errors.root?.message} />
        <NameFields register={form.register} errors={errors} known={known} />
        <PhoneField register={form.register} error={errors.phoneNo?.message} known={known} />
      </form>
    </DialogContent>
  );
}

function useSave(form: UseFormReturn<Person>, onDone: () => void) {
  const queries = useQueryClient();
  const { businesses } = useSession();
  return useAction({
    act: (changes: AuthMeUpdateInput) => client.auth.me.update(changes),
    form,
    done: 'The changes are saved.',
    invalidates: [sessionQuery.queryKey, ...businesses.map(({ id }) => businessKey(id, 'members'))],
    onSuccess(saved) {
      // Shown at once, wherever the name stands; the session is asked again all the same.
      queries.setQueryData(sessionQuery.queryKey, saved);
      onDone();
    },
  });
}

function changesOf(known: Person, typed: Person): AuthMeUpdateInput {
  const now: Person = {
    firstName: typed.firstName.trim(),
    lastName: typed.lastName.trim(),
    phoneNo: phoneOf(typed.phoneNo),
  };
  const fields = Object.keys(now) as (keyof Person)[];
  // The comparison with what was typed keeps a space that was always there from being a change.
  const changed = fields.filter((field) => now[field] !== known[field] && typed[field] !== known[field]);
  return Object.fromEntries(changed.map((field) => [field, now[field]]));
}
