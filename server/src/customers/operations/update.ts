/**
 * Changing what is known of a customer. Who he is stays: BVN and date of birth are his for ever, and his names must go on
 * being those of the register. How well he is known follows from what is known then, up or down.
 */

import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { CustomerId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import {
  bvnContext,
  type Correction,
  changedFields,
  folded,
  fullName,
  isVerified,
  nationalIdentityNoContext,
  type Particulars,
  tierOf,
  tierWith,
} from '../rules.ts';
import { findCustomer, type StoredCustomer, updateCustomer } from '../store.ts';
import { type Checks, requireMatch } from './checks.ts';
import type { CustomersOptions, Place } from './parts.ts';

export interface Update extends Place {
  readonly id: CustomerId;
  readonly correction: Correction;
  readonly actor: Actor;
}

/** Faults `customer.not_found`, `rate.limited`, `bvn.not_found`, `customer.bvn_mismatch`, `service.unavailable`. */
export async function update(options: CustomersOptions, checks: Checks, given: Update): Promise<void> {
  const { audit, database, ledger, pepper } = options;
  const { businessId, clientId, id, correction, actor } = given;
  const before = await known(options, database.sql, given);
  const isAsked = isVerified(changedFields(before, correction));
  const [digest] = pepper.digests('customer-bvn', `${businessId} ${before.bvn}`);
  // Asked before the transaction; what it says is looked at in it, where nobody else changes the names.
  const record = isAsked ? await checks.verify(businessId, corrected(before, correction), digest) : undefined;
  await database.transaction(async ({ sql }) => {
    const { stored, ...now } = await known(options, sql, given, 'lock');
    const fields = changedFields(now, correction);
    if (fields.length === 0) return;
    const after = corrected(now, correction);
    // Somebody else has changed what is to be changed back: only the register can say what that comes to.
    if (record === undefined && isVerified(fields)) throw new Fault('service.unavailable');
    if (record !== undefined) requireMatch(after, record);
    const tier = record === undefined ? tierWith(after, stored.tier > 1) : tierOf(after, record);
    await save(options, sql, given, { ...after, tier });
    const details = { businessId, fields };
    const tiers = { before: { tier: stored.tier }, after: { tier } };
    await audit.record(sql, { action: 'customers.update', clientId, objectId: id, actor, details, ...tiers });
    // The account last, as whoever moves money locks it: the other way round the two would wait for each other.
    await ledger.renameAccount(sql, { businessId, id: stored.accountId }, fullName(after));
  });
}

type Known = Particulars & { readonly stored: StoredCustomer };

/** Fault `customer.not_found`. */
async function known(
  { seal }: CustomersOptions,
  sql: Sql,
  { businessId, id }: Pick<Update, 'businessId' | 'id'>,
  lock?: 'lock',
): Promise<Known> {
  const stored = await findCustomer(sql, businessId, id, lock);
  if (stored === undefined) throw new Fault('customer.not_found');
  const { bvnSealed, nationalIdentityNoSealed } = stored;
  const { firstName, lastName, otherNames, phoneNo, gender, email, dateOfBirth, placeOfBirth, address } = stored;
  const shown = { firstName, lastName, otherNames, phoneNo, gender, email, dateOfBirth, placeOfBirth, address };
  const nationalIdentityNo =
    nationalIdentityNoSealed === null ? '' : seal.open(nationalIdentityNoSealed, nationalIdentityNoContext(id));
  return { ...shown, nationalIdentityNo, bvn: seal.open(bvnSealed, bvnContext(id)), stored };
}

function corrected(
  { stored: _, ...known }: Particulars & { readonly stored?: StoredCustomer },
  correction: Correction,
) {
  const given = Object.entries(correction).filter(([, value]) => value !== undefined);
  return { ...known, ...(Object.fromEntries(given) as Correction) } as Particulars;
}

async function save(
  { seal }: CustomersOptions,
  sql: Sql,
  { businessId, id }: Pick<Update, 'businessId' | 'id'>,
  customer: Particulars & Pick<StoredCustomer, 'tier'>,
): Promise<void> {
  const { nationalIdentityNo } = customer;
  const name = fullName(customer);
  const nationalIdentityNoSealed =
    nationalIdentityNo === '' ? null : seal.seal(nationalIdentityNo, nationalIdentityNoContext(id));
  await updateCustomer(sql, { ...customer, businessId, id, name, nameFolded: folded(name), nationalIdentityNoSealed });
}
