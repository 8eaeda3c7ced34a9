/** Letters to the owners of a business, about what changed among its members. */

import type { Mail, Words } from '../../mail/index.ts';
import type { Transaction } from '../../platform/database.ts';
import type { BusinessId } from '../../platform/ids.ts';
import { listOwnerAddresses } from '../store/members.ts';

/** @param except an address that need not be told. */
export async function tellOwners(
  mail: Mail,
  transaction: Transaction,
  notice: { readonly businessId: BusinessId; readonly words: Words; readonly except?: string },
): Promise<void> {
  const owners = await listOwnerAddresses(transaction.sql, notice.businessId);
  for (const to of owners.filter((owner) => owner !== notice.except)) {
    await mail.send(transaction, { to, ...notice.words });
  }
}
