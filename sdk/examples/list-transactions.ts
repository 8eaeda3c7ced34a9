/** Every transaction of a time, however many there are: the client asks for one page after the other as you read. */

import { Interstellas } from '@interstellas/sdk';

const { DEMO_URL = '', DEMO_EMAIL = '', DEMO_PASSWORD = '', DEMO_SECRET_KEY, DEMO_BUSINESS_ID } = process.env;

const client = new Interstellas({
  baseUrl: DEMO_URL,
  email: DEMO_EMAIL,
  password: DEMO_PASSWORD,
  secretKey: DEMO_SECRET_KEY,
  businessId: DEMO_BUSINESS_ID,
});

const filter = { direction: 'credit', status: 'successful' } as const;

let sum = 0n;
for await (const { createdAt, amount, narration } of client.transactions.list(filter)) {
  sum += BigInt(amount); // kobo, as digits: no amount is too large for them
  console.log(createdAt, amount, narration);
}

// Awaited instead of iterated over, the same list is one page.
const { pagination } = await client.transactions.list(filter);
console.log(`${pagination.totalCount} transactions, ${sum} kobo`);
