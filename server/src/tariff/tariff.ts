/** The tariff in force, as the rooms that move money ask it. */

import { type Chargeable, type Charges, chargesOf, type Limits, type Tariff, type Tier } from './rules.ts';

export interface TariffRules {
  /** What is free is not asked about. */
  chargesFor(movement: Chargeable): Charges;
  limitsFor(tier: Tier): Limits;
}

export function createTariff(tariff: Tariff): TariffRules {
  return {
    chargesFor: (movement) => chargesOf(tariff, movement),
    limitsFor: (tier) => tariff.limits[tier],
  };
}
