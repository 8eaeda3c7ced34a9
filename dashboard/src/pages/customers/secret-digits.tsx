/** A number that identifies a person: hidden while it is typed, shown as long as somebody wants to check it. */

import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactElement, useState } from 'react';
import { Input } from '../../ui/input.tsx';

interface SecretDigitsProps extends ComponentProps<'input'> {
  /** For the button's name: "Show the BVN". */
  readonly label: string;
}

export function SecretDigits({ label, ...rest }: SecretDigitsProps): ReactElement {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Input
      {...rest}
      type={isShown ? 'text' : 'password'}
      inputMode="numeric"
      // Browsers offer to keep what is typed into a password field, unless it is said to be a code of the moment.
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={11}
      className="font-mono"
      trailing={
        <button
          type="button"
          aria-label={`${isShown ? 'Hide' : 'Show'} the ${label}`}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
          className="flex size-8 items-center justify-center rounded-md text-faint hover:text-ink"
        >
          <Icon aria-hidden className="size-4" />
        </button>
      }
    />
  );
}
