/** A new secret key in the place of the old one, and not one request refused: both work until everything has the new one. */

import { Interstellas } from '@interstellas/sdk';

const { DEMO_URL = '', DEMO_EMAIL = '', DEMO_PASSWORD = '', DEMO_SECRET_KEY, DEMO_BUSINESS_ID } = process.env;

const client = new Interstellas({
  baseUrl: DEMO_URL,
  email: DEMO_EMAIL,
  password: DEMO_PASSWORD,
  secretKey: DEMO_SECRET_KEY,
  businessId: DEMO_BUSINESS_ID,
});

// A key that a program of its own uses; the one that this script runs with stays as it is.
const old = await client.keys.create({ name: `Reports ${Date.now()}` });

// 1. Rotate: for a day both keys work.
const { secretKey, replaced } = await client.keys.rotate(old.id, { overlapSeconds: 86_400 });
console.log(`The old key works until ${replaced.retiresAt}`);

// 2. Give the new key to your programs. Here: a client for it, which shares the session.
const program = client.withSecretKey(secretKey);
console.log(`The new key works for ${(await program.businesses.details()).businessName}`);

// 3. Does anything still use the old one?
const { lastUsedAt } = await client.keys.usage(old.id);
console.log(`The old key was last used: ${lastUsedAt ?? 'never'}`);

// 4. Nothing does: it need not wait for the end of the day.
const { status } = await client.keys.deactivate(old.id);
console.log(`The old key is ${status}`);
