/** The primary key: the one that can be shown again. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useRevealKey } from '../../components/use-reveal-key.ts';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { Secret } from '../../ui/secret.tsx';

export function PrimaryKey({ secretKey }: { readonly secretKey: SecretKey | undefined }): ReactElement {
  const reveal = useRevealKey();
  return (
    <Card className="mb-6 grid gap-x-10 gap-y-4 px-5 py-4 lg:grid-cols-[1fr_1.4fr] lg:items-center">
      <div className="min-w-0">
        <h2 className="font-semibold">Primary key</h2>
        <p className="mt-0.5 text-sm text-muted">
          {secretKey === undefined
            ? 'There is none: the next key that is not limited becomes the primary one.'
            : 'The only key that can be shown again, after a fresh sign-in. Every reveal is in the audit log.'}
        </p>
      </div>
      {secretKey === undefined ? null : (
        <div className="flex min-w-0 flex-col gap-2">
          <Secret key={secretKey.id} label="secret key" hint={secretKey.hint} reveal={reveal} />
          <p className="flex min-w-0 items-center gap-2 text-sm text-muted">
            <span className="shrink-0">Public key</span>
            <Copyable value={secretKey.publicKey} label="public key" className="min-w-0" />
          </p>
        </div>
      )}
    </Card>
  );
}
