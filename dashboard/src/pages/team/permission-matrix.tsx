/** Every permission, grouped by what it is about, beside every role. It scrolls sideways within its frame. */

import type { Role } from '@interstellas/sdk';
import { Check, Minus } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import { SCOPE_GROUPS } from '../../components/scopes.ts';
import { cn } from '../../lib/cn.ts';
import { titleOf } from './role-name.tsx';

export function PermissionMatrix({ roles }: { readonly roles: readonly Role[] }): ReactElement {
  return (
    <section
      aria-label="Permissions by role"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, by keyboard too
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border bg-surface"
    >
      <table className="w-full border-collapse text-left text-base">
        <caption className="sr-only">Permissions by role</caption>
        <thead>
          <tr className="border-b">
            <th scope="col" className={cn(nameLook, 'h-10 text-xs font-medium text-muted')}>
              Permission
            </th>
            {roles.map(({ id, name }) => (
              <th key={id} scope="col" className="h-10 max-w-32 px-3 text-center text-xs font-medium text-muted">
                <span className="line-clamp-2">{titleOf(name)}</span>
              </th>
            ))}
          </tr>
        </thead>
        {SCOPE_GROUPS.map(({ title, scopes }) => (
          <tbody key={title} className="border-b last:border-b-0">
            <tr className="bg-subtle/50">
              <th scope="rowgroup" colSpan={roles.length + 1} className="h-8 px-5 text-xs font-semibold max-sm:px-3">
                {title}
              </th>
            </tr>
            {scopes.map(({ name, words }) => (
              <tr key={name} className="border-t border-line/60">
                <th scope="row" className={cn(nameLook, 'py-2 font-normal')}>
                  <span className="block max-sm:text-sm">{words}</span>
                  <span className="block font-mono text-xs text-muted">{name}</span>
                </th>
                {roles.map((role) => (
                  <Fragment key={role.id}>
                    <Mark isGiven={role.permissions.includes(name)} />
                  </Fragment>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

const nameLook =
  'sticky left-0 z-10 w-72 min-w-72 bg-surface px-5 max-sm:w-44 max-sm:min-w-44 max-sm:px-3 max-sm:break-words';

function Mark({ isGiven }: { readonly isGiven: boolean }): ReactElement {
  const Icon = isGiven ? Check : Minus;
  return (
    <td className="px-3 text-center">
      <Icon aria-hidden className={cn('mx-auto size-4', isGiven ? 'text-good' : 'text-faint opacity-60')} />
      <span className="sr-only">{isGiven ? 'Yes' : 'No'}</span>
    </td>
  );
}
