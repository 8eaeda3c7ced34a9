/** The fields of the registration that are not typed: the state and the files. */

import { type ReactElement, useState } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useRead } from '../../lib/use-read.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { ChosenFile, DropZone } from '../../ui/drop-zone.tsx';
import { Field } from '../../ui/field.tsx';
import { addDocuments, DOCUMENT_TYPES, MOST_DOCUMENTS, PHOTO_TYPES, problemOfFile } from './files.ts';
import type { RegistrationValues } from './registration-values.ts';

interface FieldProps {
  readonly form: UseFormReturn<RegistrationValues>;
}

export function StateField({ form }: FieldProps): ReactElement {
  const states = useRead(['businesses', 'states'], (client, options) => client.businesses.states(options));
  return (
    <Controller
      control={form.control}
      name="stateId"
      rules={{ required: 'Choose the state.' }}
      render={({ field, fieldState }) => (
        <Field label="State" error={fieldState.error?.message} className="max-w-md">
          <Combobox
            value={field.value}
            onChange={field.onChange}
            placeholder={states.isPending ? 'Loading…' : 'Choose a state'}
            searchPlaceholder="Search states"
            options={states.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          />
        </Field>
      )}
    />
  );
}

export function PhotoField({ form }: FieldProps): ReactElement {
  return (
    <Controller
      control={form.control}
      name="photoId"
      rules={{ validate: (file) => (file === undefined ? 'Choose a photo of a government id.' : true) }}
      render={({ field, fieldState }) => (
        <Field label="Photo of a government id" error={fieldState.error?.message}>
          {field.value === undefined ? (
            <DropZone
              accept={PHOTO_TYPES.join(',')}
              onFiles={([file]) => {
                const problem = file === undefined ? undefined : problemOfFile(file, PHOTO_TYPES);
                if (problem === undefined) {
                  form.clearErrors('photoId');
                  field.onChange(file);
                } else form.setError('photoId', { message: problem });
              }}
            >
              JPEG or PNG, up to 5 MB
            </DropZone>
          ) : (
            <ChosenFile name={field.value.name} bytes={field.value.size} onRemove={() => field.onChange(undefined)} />
          )}
        </Field>
      )}
    />
  );
}

export function DocumentField({ form }: FieldProps): ReactElement {
  const [problem, setProblem] = useState<string>();
  return (
    <Controller
      control={form.control}
      name="businessDocuments"
      render={({ field, fieldState }) => (
        <Field
          label="Documents of the business"
          optional
          hint="Such as the certificate of incorporation."
          error={problem ?? fieldState.error?.message}
        >
          <DropZone
            multiple
            accept={DOCUMENT_TYPES.join(',')}
            disabled={field.value.length >= MOST_DOCUMENTS}
            onFiles={(files) => {
              const selection = addDocuments(field.value, files);
              setProblem(selection.problem);
              field.onChange(selection.taken);
            }}
          >
            JPEG, PNG or PDF, up to 5 MB each, at most {MOST_DOCUMENTS}
          </DropZone>
          {field.value.map((file, index) => (
            <ChosenFile
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name
              key={`${file.name}-${index}`}
              name={file.name}
              bytes={file.size}
              onRemove={() => {
                setProblem(undefined);
                field.onChange(field.value.filter((other) => other !== file));
              }}
            />
          ))}
        </Field>
      )}
    />
  );
}
