/** Changes what is known of a customer; how well he is known follows from it. */

import type { CustomerDetails } from '@interstellas/sdk';
import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx';
import { type Changeable, changeableOf, changesOf, riskOf, wordsOfSaved } from './customer-changes.ts';
import { FurtherFields, IdentityFields } from './customer-fields.tsx';
import { sayMismatch, type Values } from './customer-values.ts';

interface EditCustomerProps {
  readonly customer: CustomerDetails;
  /** The field to begin with. */
  readonly from: keyof Changeable;
  readonly onClose: () => void;
}

export function EditCustomerDialog(props: EditCustomerProps): ReactElement {
  return (
    <Dialog open onOpenChange={props.onClose}>
      <EditCustomerForm {...props} />
    </Dialog>
  );
}

function EditCustomerForm({ customer, from, onClose }: EditCustomerProps): ReactElement {
  const formId = useId();
  // As it was when the form was opened: the page goes on asking what is known, and others may change it meanwhile.
  const [before] = useState(() => changeableOf(customer));
  const [dropsIdentityNo, setDropsIdentityNo] = useState(false);
  const form = useForm<Values>({ defaultValues: before });
  const changes = (values: Changeable) => changesOf(before, values, dropsIdentityNo);
  const saving = useSave(form, customer, onClose, () => changes(form.getValues()));
  const pending = changes(form.watch());
  const isChanged = Object.keys(pending).length > 0;
  const risk = riskOf(customer.tier, pending);
  useEffect(() => () => form.reset(), [form]);

  function submit(): void {
    if (!isChanged) onClose();
    else if (!saving.isPending) saving.mutate();
  }

  return (
    <DialogContent
      size="lg"
      title={`Edit ${customer.name}`}
      description="The account goes by these names, and the tier follows from what is known."
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        form.setFocus(from);
      }}
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
          <p role="status" className="text-sm text-warn-ink empty:absolute sm:order-first sm:mr-auto sm:self-center">
            {risk}
          </p>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        autoComplete="off"
        className="flex flex-col gap-5"
        onSubmit={form.handleSubmit(submit)}
      >
        <Problem message={form.formState.errors.root?.message} />
        <IdentityFields form={form} fixed={customer} />
        <FurtherFields
          form={form}
          known={
            customer.nationalIdentityNo === ''
              ? undefined
              : { hidden: customer.nationalIdentityNo, isDropped: dropsIdentityNo, onDrop: setDropsIdentityNo }
          }
        />
      </form>
    </DialogContent>
  );
}

function useSave(
  form: UseFormReturn<Values>,
  customer: CustomerDetails,
  onClose: () => void,
  changes: () => ReturnType<typeof changesOf>,
) {
  const { id, client } = useBusiness();
  return useAction({
    // Read from the form, not handed over: what is handed over is remembered with the outcome.
    act: () => client.customers.update(customer.id, changes()),
    form,
    done: (saved: CustomerDetails) => wordsOfSaved(customer.tier, saved),
    invalidates: [businessKey(id, 'customers')],
    onSuccess: onClose,
    onError: (error) => sayMismatch(form, error),
  });
}

/** Comes into sight, wherever in the long form one was when it was sent. */
function Problem({ message }: { readonly message: string | undefined }): ReactElement | null {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (message !== undefined) place.current?.scrollIntoView({ block: 'nearest' });
  }, [message]);
  if (message === undefined) return null;
  return (
    <div ref={place}>
      <FormProblem message={message} />
    </div>
  );
}
