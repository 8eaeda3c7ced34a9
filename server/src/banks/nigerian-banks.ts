/**
 * The banks of Nigeria that this server knows, as of November 2025: those whose codes are public and agree in
 * several sources. Codes are re-assigned and banks come and go: an operator corrects the list with a file of his own
 * (`INTERSTELLAS_BANKS_FILE`). A bank without a code of the central bank is called by its NIP code.
 */

import type { Bank } from './bank.ts';

/** Name, code, NIP code, and other codes under which clients know it. */
type Row = readonly [name: string, code: string, nipCode: string, ...otherCodes: string[]];

const ROWS: readonly Row[] = [
  ['9 Payment Service Bank', '120001', '120001'],
  ['Access Bank', '044', '000014'],
  ['Access Bank (Diamond)', '063', '000005'],
  ['Citibank Nigeria', '023', '000009'],
  ['Coronation Merchant Bank', '559', '060001'],
  ['Ecobank Nigeria', '050', '000010'],
  ['FairMoney Microfinance Bank', '51318', '090551'],
  ['Fidelity Bank', '070', '000007'],
  ['First Bank of Nigeria', '011', '000016'],
  ['First City Monument Bank', '214', '000003'],
  ['Globus Bank', '103', '000027', '00103'],
  ['Guaranty Trust Bank', '058', '000013'],
  ['Jaiz Bank', '301', '000006'],
  ['Keystone Bank', '082', '000002'],
  ['Kuda Microfinance Bank', '50211', '090267'],
  ['Lotus Bank', '303', '000029'],
  ['Moniepoint Microfinance Bank', '50515', '090405'],
  ['OPay (Paycom)', '999992', '100004'],
  ['Optimus Bank', '107', '000036'],
  ['PalmPay', '999991', '100033'],
  ['Polaris Bank', '076', '000008'],
  ['PremiumTrust Bank', '105', '000031'],
  ['Providus Bank', '101', '000023'],
  ['Rand Merchant Bank', '502', '000024'],
  ['Rubies Microfinance Bank', '125', '090175'],
  ['Safe Haven Microfinance Bank', '090286', '090286'],
  ['Sparkle Microfinance Bank', '51310', '090325'],
  ['Stanbic IBTC Bank', '221', '000012'],
  ['Standard Chartered Bank', '068', '000021'],
  ['Stellas Microfinance Bank', '51253', '090262'],
  ['Sterling Bank', '232', '000001'],
  ['SunTrust Bank', '100', '000022'],
  ['TAJ Bank', '302', '000026'],
  ['Titan Trust Bank', '102', '000025'],
  ['Union Bank of Nigeria', '032', '000018'],
  ['United Bank for Africa', '033', '000004'],
  ['Unity Bank', '215', '000011'],
  ['VFD Microfinance Bank', '566', '090110'],
  ['Wema Bank', '035', '000017', '035A'],
  ['Zenith Bank', '057', '000015'],
];

export const NIGERIAN_BANKS: readonly Bank[] = ROWS.map(([name, code, nipCode, ...otherCodes]) => ({
  name,
  code,
  nipCode,
  otherCodes,
}));
