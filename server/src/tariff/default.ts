/**
 * The tariff without a file: the highest fees that the central bank permits for electronic transfers (guide of 1 January
 * 2020), VAT of 7.5 %, the stamp duty of the Nigeria Tax Act 2025, and the central bank's caps for the first two tiers.
 */

import type { Limits, Tariff } from './rules.ts';

const UNLIMITED: Limits = { perTransferKobo: null, perDayKobo: null, depositKobo: null, balanceKobo: null };

export const DEFAULT_TARIFF: Tariff = {
  transferBands: [
    { upToKobo: 5_000_00n, feeKobo: 10_00n },
    { upToKobo: 50_000_00n, feeKobo: 25_00n },
    { upToKobo: null, feeKobo: 50_00n },
  ],
  inbound: { flatKobo: 0n, basisPoints: 0n, capKobo: null },
  vatBasisPoints: 750n,
  stampDuty: {
    amountKobo: 50_00n,
    thresholdKobo: 10_000_00n,
    payer: 'sender',
    // Midnight in Lagos.
    from: new Date('2026-01-01T00:00:00+01:00'),
  },
  limits: {
    1: { perTransferKobo: 10_000_00n, perDayKobo: 30_000_00n, depositKobo: 50_000_00n, balanceKobo: 300_000_00n },
    2: { perTransferKobo: 100_000_00n, perDayKobo: 200_000_00n, depositKobo: 100_000_00n, balanceKobo: 500_000_00n },
    3: { ...UNLIMITED, perTransferKobo: 1_000_000_00n, perDayKobo: 5_000_000_00n },
    business: UNLIMITED,
  },
};
