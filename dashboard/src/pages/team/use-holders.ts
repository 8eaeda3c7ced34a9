/** Who has which role in this business, by the role's id: members, and those who are invited to it. */

import type { UseQueryResult } from '@tanstack/react-query';
import { useRead } from '../../lib/use-read.ts';
import { nameOf } from './member-words.ts';

export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly isInvited: boolean;
}

export function useHolders(): UseQueryResult<ReadonlyMap<string, readonly Holder[]>> {
  return useRead(['members', 'holders'], async (client, options) => {
    const holders = new Map<string, Holder[]>();
    const add = (roleId: string, holder: Holder): void => {
      holders.set(roleId, [...(holders.get(roleId) ?? []), holder]);
    };
    for await (const member of client.members.list({ limit: 100 }, options))
      add(member.clientMemberRoleId, { id: member.id, name: nameOf(member), isInvited: false });
    for await (const { id, email, clientMemberRoleId } of client.members.invitations.list({ limit: 100 }, options))
      add(clientMemberRoleId, { id, name: email, isInvited: true });
    return holders;
  });
}
