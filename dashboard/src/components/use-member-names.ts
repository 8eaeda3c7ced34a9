/** Who is behind the id of a user in the request log, for those who may see the team. */

import { useRead } from '../lib/use-read.ts';
import { useSession } from '../lib/use-session.ts';

export interface MemberName {
  readonly name: string;
  /** A program of the team. */
  readonly isService: boolean;
}

/** Undefined for who is not in the business any more, and until the names are there. */
export function useMemberNames(): (userId: string | null) => MemberName | undefined {
  const session = useSession();
  const { data } = useRead(['members', 'names'], async (client, options) => {
    const names = new Map<string, MemberName>();
    for await (const member of client.members.list({ limit: 100 }, options)) {
      names.set(member.userId, { name: fullName(member), isService: member.kind === 'service' });
    }
    return names;
  });
  return (userId) => {
    if (userId === null) return undefined;
    const own = userId === session.id ? { name: fullName(session), isService: false } : undefined;
    return data?.get(userId) ?? own;
  };
}

interface Named {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

function fullName({ firstName, lastName, email }: Named): string {
  return `${firstName} ${lastName}`.trim() || email;
}
