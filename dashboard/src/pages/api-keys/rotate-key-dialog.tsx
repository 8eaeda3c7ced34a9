/** Gives a key a successor. Both work until the overlap ends, so that no program stops. */

import type { SecretKey } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { formatDate } from '../../lib/dates.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useNow } from '../../lib/use-now.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DialogClose } from '../../ui/dialog.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Remaining } from '../../ui/running-time.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { FreshKey, type FreshKeyValue } from './fresh-key.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { endOfOverlap, OVERLAPS, type Overlap } from './overlap.ts';
import { UsageView } from './usage-view.tsx';
import { useKeyUsage } from './use-key-usage.ts';

export interface RotateKeyDialogProps {
  readonly secretKey: SecretKey;
  readonly onClose: () => void;
}

interface Rotated extends FreshKeyValue {
  /** Of the old key; null: it has ended. */
  readonly retiresAt: string | null;
}

export function RotateKeyDialog({ secretKey, onClose }: RotateKeyDialogProps): ReactElement {
  const [rotated, setRotated] = useState<Rotated>();
  const title = rotated === undefined ? `Rotate “${secretKey.name}”` : 'The new key';
  return (
    <KeyDialog
      title={title}
      description={rotated === undefined ? 'Makes a new key with the same name and limits.' : undefined}
      holdsSecret={rotated !== undefined}
      onClose={onClose}
    >
      {(isLeaving) =>
        rotated === undefined ? (
          <Choice secretKey={secretKey} onRotated={setRotated} />
        ) : (
          <FreshKey fresh={rotated} isLeaving={isLeaving} onDone={onClose}>
            <OldKey hint={secretKey.hint} retiresAt={rotated.retiresAt} />
          </FreshKey>
        )
      }
    </KeyDialog>
  );
}

interface ChoiceProps {
  readonly secretKey: SecretKey;
  readonly onRotated: (rotated: Rotated) => void;
}

const [usual] = OVERLAPS;

function Choice({ secretKey, onRotated }: ChoiceProps): ReactElement {
  const { id, client } = useBusiness();
  const [value, setValue] = useState(usual?.value ?? '0');
  const submitKey = useSubmitKey();
  const overlap = OVERLAPS.find((one) => one.value === value);
  const rotate = useAction({
    // What the mutation resolves with is kept in a cache: the key goes to its dialog alone.
    act: async (overlapSeconds: number) => {
      const options = { idempotencyKey: `${submitKey.current()}-${overlapSeconds}` };
      const done = await client.keys.rotate(secretKey.id, { overlapSeconds }, options);
      const { isPrimary, replaced } = done;
      onRotated({ secretKey: done.secretKey, isPrimary, retiresAt: replaced.retiresAt });
    },
    invalidates: [businessKey(id, 'keys')],
    onSuccess: () => submitKey.renew(),
  });
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="mb-2 text-sm font-medium">How long the old key goes on</p>
        <RadioCards
          aria-label="How long the old key goes on"
          className="sm:*:last:col-span-2"
          value={value}
          onChange={setValue}
          options={OVERLAPS.map(({ value: each, title, words }) => ({ value: each, title, description: words }))}
        />
      </div>
      {overlap === undefined ? null : <Effect secretKey={secretKey} overlap={overlap} />}
      <details className="rounded-md border px-3 py-2">
        <summary className="font-medium">Who uses {secretKey.hint} now</summary>
        <div className="mt-3">
          <UsageView secretKey={secretKey} usage={useKeyUsage(secretKey)} most={3} />
        </div>
      </details>
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          variant={overlap?.seconds === 0 ? 'danger' : 'primary'}
          busy={rotate.isPending}
          onClick={() => rotate.mutate(overlap?.seconds ?? 0)}
        >
          Rotate the key
        </Button>
      </div>
    </div>
  );
}

/** What breaks, and when. */
function Effect({ secretKey, overlap }: { readonly secretKey: SecretKey; readonly overlap: Overlap }): ReactElement {
  const now = useNow();
  if (overlap.seconds === 0) {
    return (
      <Callout tone="warn">
        {secretKey.hint} is refused from the next request on. Programs that still have it get 401{' '}
        <Code code="credentials.key_deactivated" /> until they have the new key. This cannot be cancelled.
      </Callout>
    );
  }
  const end = endOfOverlap(overlap.seconds, secretKey.expiresAt, now);
  return (
    <Callout>
      Nothing breaks now: both keys work. {secretKey.hint} is refused from {formatDate(end)} on, with 401{' '}
      <Code code="credentials.key_expired" />. Until then the rotation can be cancelled.
    </Callout>
  );
}

function Code({ code }: { readonly code: string }): ReactElement {
  return (
    <DocsLink page={`errors#${code}`} className="font-mono text-sm">
      {code}
    </DocsLink>
  );
}

function OldKey({ hint, retiresAt }: { readonly hint: string; readonly retiresAt: string | null }): ReactElement {
  if (retiresAt === null) return <Callout tone="warn">{hint} is refused from now on.</Callout>;
  return (
    <Callout
      title={
        <>
          The old key works for another <Remaining at={retiresAt} />
        </>
      }
    >
      Give the new key to your programs one after the other. Then look at who still uses {hint}, and deactivate it.
    </Callout>
  );
}
