/** A transfer to another bank: whose account is it, what does it cost, send it once, and see how it ended. */

import { setTimeout } from 'node:timers/promises';
import { ConnectionError, Interstellas } from '@interstellas/sdk';

const { DEMO_URL = '', DEMO_EMAIL = '', DEMO_PASSWORD = '', DEMO_SECRET_KEY, DEMO_BUSINESS_ID } = process.env;

const client = new Interstellas({
  baseUrl: DEMO_URL,
  email: DEMO_EMAIL,
  password: DEMO_PASSWORD,
  secretKey: DEMO_SECRET_KEY,
  businessId: DEMO_BUSINESS_ID,
});

// In a sandbox this account takes money at once; others show how things go wrong.
const receiver = { accountNumber: '0000000001', bankCode: '058' };
const amount = 450_000; // kobo: ₦4,500

const { name } = await client.banks.nameEnquiry(receiver);
const { transactionCharge } = await client.transfers.previewCharges({ amount });
console.log(`To ${name}, for ${transactionCharge} kobo`);

const order = {
  amount,
  receiverAccountNumber: receiver.accountNumber,
  receiverBankCode: receiver.bankCode,
  // Yours, of this one transfer for ever: save it before you send.
  retrievalReference: `salary-${crypto.randomUUID()}`,
  narration: 'Salary of July',
};

// The client has tried again by itself. Whoever sends the same order once more, now or tomorrow, gets the same transfer.
const send = () => client.transfers.fromBusinessAccount(order);
let transfer = await send().catch((error) => {
  if (error instanceof ConnectionError) return send();
  throw error;
});

while (transfer.status === 'pending') {
  await setTimeout(1000); // Better: let a webhook tell you.
  transfer = await client.transfers.get(order.retrievalReference);
}
console.log(`${transfer.status}: ${transfer.totalAmount} kobo were debited`);
