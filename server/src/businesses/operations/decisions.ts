/** What the operator decides about a business: each decision is written down, told to the contacts, and counts everywhere. */

import type { Audit } from '../../audit/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Mail, Words } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/database.ts';
import type { BusinessId } from '../../platform/ids.ts';
import { approvedLetter, resumedLetter, suspendedLetter } from '../letters.ts';
import { approveBusiness, type DecidedBusiness, listContacts, suspendBusiness } from '../store/businesses.ts';

export interface Decisions {
  /** Approves, opens the business's account and writes to its contacts; false when no business of this id waits for it. */
  approve(transaction: Transaction, id: BusinessId): Promise<boolean>;
  /** Refuses what needs approval from the next request on, on every process; false when it is suspended or there is none. */
  suspend(transaction: Transaction, id: BusinessId): Promise<boolean>;
  /** Ends the suspension; false when the business is not suspended. */
  unsuspend(transaction: Transaction, id: BusinessId): Promise<boolean>;
}

interface DecisionsOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly mail: Mail;
}

export function createDecisions(options: DecisionsOptions): Decisions {
  const { clock, ledger } = options;
  return {
    async approve(transaction, id) {
      const of = await approveBusiness(transaction.sql, id, new Date(clock.now()));
      if (of !== undefined)
        await ledger.openAccount(transaction.sql, { businessId: id, kind: 'business', name: of.businessName });
      return tell(options, transaction, { id, action: 'businesses.approve', of, letter: approvedLetter });
    },

    async suspend(transaction, id) {
      const of = await suspendBusiness(transaction.sql, id, new Date(clock.now()));
      return tell(options, transaction, { id, action: 'businesses.suspend', of, letter: suspendedLetter });
    },

    async unsuspend(transaction, id) {
      const of = await suspendBusiness(transaction.sql, id, null);
      return tell(options, transaction, { id, action: 'businesses.unsuspend', of, letter: resumedLetter });
    },
  };
}

/** Writes the decision down and to the contacts, if it changed anything; returns whether it did. */
async function tell(
  { audit, mail }: DecisionsOptions,
  transaction: Transaction,
  decision: {
    readonly id: BusinessId;
    readonly action: string;
    readonly of: DecidedBusiness | undefined;
    readonly letter: (businessName: string) => Words;
  },
): Promise<boolean> {
  const { action, id, letter, of } = decision;
  if (of === undefined) return false;
  await audit.record(transaction.sql, { action, clientId: of.clientId, objectId: id });
  for (const to of await listContacts(transaction.sql, of.clientId))
    await mail.send(transaction, { to, ...letter(of.businessName) });
  transaction.changed(id);
  return true;
}
