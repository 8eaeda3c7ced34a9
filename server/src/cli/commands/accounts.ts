/** Finding whom a command is about: users by their e-mail address, client accounts by id or by their owner's address. */

import type { Core } from '../../compose.ts';
import { type ClientId, isId, type UserId } from '../../platform/ids.ts';
import { OperatorError } from '../../platform/operator-error.ts';

/** @throws OperatorError when nobody has this address. */
export async function userOf({ users }: Core, email: string): Promise<UserId> {
  const id = await users.findIdByEmail(email);
  if (id === undefined) throw new OperatorError('There is no such user.');
  return id;
}

/** @throws OperatorError when the address is nobody's, or that of a user who owns no client account. */
export async function clientOf(core: Core, account: string): Promise<ClientId> {
  if (isId('client', account)) return account as ClientId;
  if (!account.includes('@'))
    throw new OperatorError('That is neither a client account id (client_…) nor an e-mail address.');
  const clientId = await core.businesses.ownedClient(await userOf(core, account));
  if (clientId === undefined) throw new OperatorError('That user owns no client account.');
  return clientId;
}
