/** Which other banks a business sends money to: all, or those that it has chosen. */

import type { Actor, Audit } from '../../audit/index.ts';
import { Fault, type Problem } from '../../faults/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { BusinessId, ClientId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Bank, Banks } from '../bank.ts';
import { findChoice, lockChoice, replaceChoice } from '../store.ts';

export interface Billers {
  /** In the order of the list of banks; always with our own. */
  enabled(businessId: BusinessId): Promise<readonly Bank[]>;
  isEnabled(sql: Sql, businessId: BusinessId, bank: Bank): Promise<boolean>;
  /**
   * Takes the place of what was chosen before. Faults `bank.unknown`, which names every code that is none, and
   * `request.unprocessable` for a choice of none, which is more likely an accident than a wish.
   */
  choose(
    place: { readonly clientId: ClientId; readonly businessId: BusinessId },
    codes: readonly string[],
    actor: Actor,
  ): Promise<void>;
}

export function createBillers(options: {
  readonly audit: Audit;
  readonly banks: Banks;
  readonly clock: Clock;
  readonly database: Database;
}): Billers {
  const { audit, banks, clock, database } = options;
  return {
    async enabled(businessId) {
      const choice = await findChoice(database.sql, businessId);
      return banks.all.filter((bank) => isChosen(banks, choice, bank));
    },
    isEnabled: async (sql, businessId, bank) =>
      bank === banks.own || isChosen(banks, await findChoice(sql, businessId), bank),
    async choose({ clientId, businessId }, codes, actor) {
      if (codes.length === 0)
        throw new Fault('request.unprocessable', { message: 'billers must have at least 1 item.', field: 'billers' });
      const after = requireBanks(banks, codes).map(({ code }) => code);
      await database.transaction(async ({ sql }) => {
        const before = (await lockChoice(sql, businessId)) ?? 'all';
        await replaceChoice(sql, { businessId, codes: after, updatedAt: new Date(clock.now()) });
        await audit.record(sql, {
          action: 'banks.configure-billers',
          clientId,
          objectId: businessId,
          actor,
          before: { billers: before },
          after: { billers: after },
        });
      });
    },
  };
}

function isChosen(banks: Banks, choice: readonly string[] | undefined, bank: Bank): boolean {
  return choice === undefined || bank === banks.own || choice.includes(bank.code);
}

/** Each once, in the order of the list of banks. */
function requireBanks(banks: Banks, codes: readonly string[]): Bank[] {
  const chosen = new Set<Bank>();
  const problems: Problem[] = [];
  for (const [place, code] of codes.entries()) {
    const bank = banks.find(code);
    if (bank === undefined)
      problems.push({ message: `There is no bank of the code ${code}.`, field: `billers.${place}` });
    else chosen.add(bank);
  }
  const [first] = problems;
  if (first !== undefined)
    throw new Fault('bank.unknown', { problems, ...(problems.length === 1 ? { message: first.message } : {}) });
  return banks.all.filter((bank) => chosen.has(bank));
}
