/** The face of the banks room: which banks there are, which of them a business uses, and whose an account is. */

export type { Bank, Banks } from './bank.ts';
export { createBanks } from './directory.ts';
export { readBanks } from './file.ts';
export { type Billers, createBillers } from './operations/billers.ts';
export { createEnquiryLimit } from './operations/enquiry-limit.ts';
export {
  createNameEnquiry,
  type Enquiry,
  type NameEnquiry,
  type Receiver,
  type ReceiverAddress,
} from './operations/name-enquiry.ts';
