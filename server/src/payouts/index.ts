/** The face of the payouts room: where a business has its balance paid out to, on demand and by schedule. */

export { createPayouts, type Payouts } from './operations/payouts.ts';
