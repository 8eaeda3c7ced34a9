/** The face of the tariff room: what moving money costs, and how much may move. Pure; knows no database. */

export { DEFAULT_TARIFF } from './default.ts';
export { readTariff } from './file.ts';
export { type Charges, dayInLagos, type Limits, NO_CHARGES, type Tariff, type Tier, totalOf } from './rules.ts';
export { createTariff, type TariffRules } from './tariff.ts';
