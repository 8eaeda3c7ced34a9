/** The first call: the client signs in by itself, and asks who you are and what your business has. */

import { Interstellas } from '@interstellas/sdk';

const { DEMO_URL = '', DEMO_EMAIL = '', DEMO_PASSWORD = '', DEMO_SECRET_KEY, DEMO_BUSINESS_ID } = process.env;

const client = new Interstellas({
  baseUrl: DEMO_URL,
  email: DEMO_EMAIL,
  password: DEMO_PASSWORD,
  secretKey: DEMO_SECRET_KEY,
  businessId: DEMO_BUSINESS_ID,
});

const { firstName } = await client.auth.me();
const { accountNumber, accountBalance } = await client.businesses.accountDetails();
console.log(`${firstName}: account ${accountNumber} holds ${accountBalance} kobo`);
