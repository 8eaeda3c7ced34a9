/** Password and second factor of somebody who is signed in already. What was wrong is typed anew. */

import { type ChangeEvent, type ReactElement, type SubmitEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { CodeInput, Input, PasswordInput } from '../ui/input.tsx';
import type { PasswordProof } from './prove-identity.ts';

type Factor = 'code' | 'recoveryCode';

export interface ReauthenticationFormProps {
  /** What is asked for beside the password: a code of the app where there is one. Undefined without a second factor. */
  readonly factor: Factor | undefined;
  readonly isBusy: boolean;
  readonly onProof: (proof: PasswordProof) => void;
}

export function ReauthenticationForm({ factor, isBusy, onProof }: ReauthenticationFormProps): ReactElement {
  const [password, setPassword] = useState('');
  const [chosen, setChosen] = useState(factor);
  const [second, setSecond] = useState('');
  const isWhole = password !== '' && (chosen === undefined || second.trim() !== '');

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!isWhole) return;
    onProof(chosen === undefined ? { password } : { password, [chosen]: second.trim() });
    setSecond('');
  }

  function turn(): void {
    setChosen(chosen === 'code' ? 'recoveryCode' : 'code');
    setSecond('');
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Password">
        <PasswordInput
          autoFocus
          className="h-10"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      {chosen === undefined ? null : (
        <SecondField
          factor={chosen}
          value={second}
          onChange={setSecond}
          onTurn={factor === 'code' ? turn : undefined}
        />
      )}
      <Button type="submit" variant="primary" size="lg" busy={isBusy} disabled={!isWhole}>
        Confirm
      </Button>
    </form>
  );
}

interface SecondFieldProps {
  readonly factor: Factor;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** To the other kind of code; undefined where there is one kind alone. */
  readonly onTurn: (() => void) | undefined;
}

function SecondField({ factor, value, onChange, onTurn }: SecondFieldProps): ReactElement {
  const isCode = factor === 'code';
  const control = { value, onChange: (event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value) };
  return (
    <Field
      label={isCode ? 'Code of your authenticator app' : 'Recovery code'}
      aside={
        onTurn === undefined ? undefined : (
          <Button variant="link" onClick={onTurn}>
            {isCode ? 'Use a recovery code' : 'Use the app'}
          </Button>
        )
      }
    >
      {isCode ? (
        <CodeInput {...control} />
      ) : (
        <Input autoComplete="off" spellCheck={false} className="h-10 font-mono" {...control} />
      )}
    </Field>
  );
}
