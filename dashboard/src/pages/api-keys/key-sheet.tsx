/** Everything about one key: what it is, what it is limited to, how its rotation stands, and who uses it. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement, ReactNode } from 'react';
import { focusContent } from '../../lib/focus-content.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useSession } from '../../lib/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Dialog, SheetContent } from '../../ui/dialog.tsx';
import { Remaining } from '../../ui/running-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Time } from '../../ui/time.tsx';
import { DEED_WORDS, type Deed, type DeedName, deedsOf } from './key-deeds.ts';
import { hasEnded, KeyMarks } from './key-words.tsx';
import { UsageView } from './usage-view.tsx';
import { useKeyUsage } from './use-key-usage.ts';

export interface KeySheetProps {
  /** Undefined: closed. */
  readonly secretKey: SecretKey | undefined;
  readonly successor: SecretKey | undefined;
  readonly mayManage: boolean;
  readonly onClose: () => void;
  readonly onDeed: (deed: Deed) => void;
}

export function KeySheet({ secretKey, successor, mayManage, onClose, onDeed }: KeySheetProps): ReactElement {
  const deeds = secretKey === undefined || !mayManage ? [] : deedsOf(secretKey);
  return (
    <Dialog open={secretKey !== undefined} onOpenChange={(open) => (open ? undefined : onClose())}>
      <SheetContent
        onOpenAutoFocus={focusContent}
        title={secretKey?.name ?? 'Key'}
        description={secretKey === undefined ? undefined : <span className="font-mono text-sm">{secretKey.hint}</span>}
        footer={
          deeds.length === 0 || secretKey === undefined ? undefined : (
            <Deeds deeds={deeds} onDeed={(name) => onDeed({ name, key: secretKey })} />
          )
        }
      >
        {secretKey === undefined ? null : <Content secretKey={secretKey} successor={successor} />}
      </SheetContent>
    </Dialog>
  );
}

function Deeds({ deeds, onDeed }: { readonly deeds: readonly DeedName[]; readonly onDeed: (name: DeedName) => void }) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {deeds.map((name) => (
        <Button key={name} variant={name === 'deactivate' ? 'danger-quiet' : 'secondary'} onClick={() => onDeed(name)}>
          {DEED_WORDS[name]}
        </Button>
      ))}
    </div>
  );
}

interface ContentProps {
  readonly secretKey: SecretKey;
  readonly successor: SecretKey | undefined;
}

function Content({ secretKey, successor }: ContentProps): ReactElement {
  const { id: businessId } = useBusiness();
  const usage = useKeyUsage(secretKey);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge status={secretKey.status} />
        <KeyMarks secretKey={secretKey} />
      </div>
      <Warnings secretKey={secretKey} successor={successor} />
      <Part title={hasEnded(secretKey) ? 'Use before it ended' : 'Use'}>
        <UsageView secretKey={secretKey} usage={usage} />
        <ButtonLink
          className="mt-3"
          to="/b/$businessId/request-log"
          params={{ businessId }}
          search={{ keyId: secretKey.id }}
        >
          See its requests
        </ButtonLink>
      </Part>
      <Part title="Limits">
        <Limits secretKey={secretKey} />
      </Part>
      <Part title="Facts">
        <DescriptionList
          facts={[
            { term: 'Key id', value: <Copyable value={secretKey.id} label="key id" className="text-ink" /> },
            {
              term: 'Public key',
              value: <Copyable value={secretKey.publicKey} label="public key" className="text-ink" />,
            },
            { term: 'Created', value: <Time at={secretKey.createdAt} /> },
            { term: 'Expires', value: <Time at={secretKey.expiresAt} none="Never" /> },
            secretKey.deactivatedAt !== null && { term: 'Deactivated', value: <Time at={secretKey.deactivatedAt} /> },
          ]}
        />
      </Part>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section aria-label={title}>
      <h2 className="mb-2.5 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Warnings({ secretKey, successor }: ContentProps): ReactElement | null {
  if (hasEnded(secretKey)) return null;
  if (secretKey.leakedAt !== null) {
    return (
      <Callout tone="bad" title="Found in public">
        Somebody reported it on <Time at={secretKey.leakedAt} />. Rotate it without an overlap, or deactivate it.
      </Callout>
    );
  }
  if (secretKey.status !== 'rotating' || secretKey.retiresAt === null) return null;
  return (
    <Callout
      tone="warn"
      title={
        <>
          Ends in <Remaining at={secretKey.retiresAt} />
        </>
      }
    >
      {successor === undefined ? 'Its successor' : <span className="font-mono text-sm">{successor.hint}</span>} takes
      over. From <Time at={secretKey.retiresAt} /> on this one is refused, with 401 credentials.key_expired. When nobody
      below uses it any more, deactivate it.
    </Callout>
  );
}

function Limits({ secretKey: { scopes, businessIds, addresses } }: { readonly secretKey: SecretKey }): ReactElement {
  const { businesses } = useSession();
  const nameOf = (id: string): string => businesses.find((business) => business.id === id)?.businessName ?? id;
  return (
    <DescriptionList
      facts={[
        { term: 'Scopes', value: <Values values={scopes} none="Everything that the role may" isCode /> },
        { term: 'Businesses', value: <Values values={businessIds?.map(nameOf) ?? null} none="All" /> },
        { term: 'Addresses', value: <Values values={addresses} none="From anywhere" isCode /> },
      ]}
    />
  );
}

interface ValuesProps {
  readonly values: readonly string[] | null;
  readonly none: string;
  readonly isCode?: boolean;
}

function Values({ values, none, isCode = false }: ValuesProps): ReactElement {
  if (values === null) return <>{none}</>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {values.map((value) => (
        <li key={value} className="min-w-0">
          <Badge className={isCode ? 'font-mono font-normal' : ''}>{value}</Badge>
        </li>
      ))}
    </ul>
  );
}
