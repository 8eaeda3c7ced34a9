/**
 * The demo client of an empty sandbox: a user, an approved business with an account, and a key, with random credentials,
 * and the commands that try them out.
 */

import { join } from 'node:path';
import type { Businesses } from '../businesses/index.ts';
import type { Keys } from '../keys/index.ts';
import type { Onboarding } from '../onboarding/index.ts';
import type { Database } from '../platform/database.ts';
import type { BusinessId } from '../platform/ids.ts';
import { readPrivateFile, writePrivateFile } from '../platform/private-file.ts';
import { type Random, randomBase62 } from '../platform/random.ts';

export interface DemoOptions {
  readonly businesses: Businesses;
  readonly database: Database;
  readonly dataDir: string;
  readonly keys: Keys;
  readonly onboarding: Onboarding;
  readonly random: Random;
  /** Where the API is reached, up to and including its version. */
  readonly apiUrl: string;
  /** Pays money in, as another bank would. */
  readonly payIn: (accountNumber: string, amountKobo: bigint) => Promise<void>;
}

export interface DemoClient {
  readonly path: string;
  readonly email: string;
  readonly password: string;
  readonly secretKey: string;
  readonly businessId: BusinessId;
}

const FILE_NAME = 'demo.env';
const PASSWORD_LENGTH = 24;
/** ₦500,000.00, so that there is something to send. */
const OPENING_KOBO = 50_000_000n;
const ORIGIN = { address: '127.0.0.1', userAgent: 'interstellas' };

/** Makes the demo client if the database holds no client yet; undefined when there is one. */
export async function ensureDemoClient(options: DemoOptions): Promise<DemoClient | undefined> {
  const path = join(options.dataDir, FILE_NAME);
  if (await options.businesses.hasNoClients()) return createDemoClient(options, path);
  await updateUrl(path, options.apiUrl);
  return undefined;
}

async function createDemoClient(options: DemoOptions, path: string): Promise<DemoClient> {
  const { database, keys, onboarding, random } = options;
  const tag = randomBase62(random, 8).toLowerCase();
  const email = `demo-${tag}@example.com`;
  const password = randomBase62(random, PASSWORD_LENGTH);
  const person = {
    email,
    password,
    firstName: 'Demo',
    lastName: 'Client',
    phoneNo: '+2348030000001',
    businessName: 'Ankara Textiles',
  };
  let made: DemoClient | undefined;
  await onboarding.open(person, ORIGIN, (work) =>
    database.transaction(async (transaction) => {
      const result = await work(transaction);
      const { clientId, business } = result as Awaited<ReturnType<Onboarding['open']>>;
      if (business === null) throw new Error('a named business was opened');
      const { secretKey } = await keys.primaryPair(transaction.sql, clientId);
      made = { path, email, password, secretKey, businessId: business.id };
      // Before the commit: a crash in between leaves credentials of nobody, which the next start replaces, not a client whose password nobody knows.
      await writePrivateFile(path, demoFile(made, options.apiUrl));
      return result;
    }),
  );
  if (made === undefined) throw new Error('the demo client was not made');
  const { accountNumber } = await options.businesses.accountDetails(made.businessId);
  await options.payIn(accountNumber, OPENING_KOBO);
  return made;
}

function demoFile(client: DemoClient, apiUrl: string): string {
  return `# Credentials of the sandbox's demo client. Use them in a shell: . ${client.path}
DEMO_URL='${apiUrl}'
DEMO_EMAIL='${client.email}'
DEMO_PASSWORD='${client.password}'
DEMO_SECRET_KEY='${client.secretKey}'
DEMO_BUSINESS_ID='${client.businessId}'
`;
}

/** The server may listen elsewhere than when the file was written. */
async function updateUrl(path: string, apiUrl: string): Promise<void> {
  const text = await readPrivateFile(path);
  const updated = text?.replace(/^DEMO_URL=.*$/m, `DEMO_URL='${apiUrl}'`);
  if (updated !== undefined && updated !== text) await writePrivateFile(path, updated);
}

/** What a newcomer copies into a shell: curl and the shell itself are all it needs. */
export function demoCommands(client: DemoClient, apiUrl: string): string {
  return `# 1. Sign in, and take the access token out of the answer:
ANSWER=$(curl -s ${apiUrl}/auth/signin -H 'Content-Type: application/json' \\
  -d '{"email":"${client.email}","password":"${client.password}"}')
TOKEN=\${ANSWER#*'"accessToken":"'}
TOKEN=\${TOKEN%%'"'*}

# 2. Call a business endpoint with the three credentials:
curl -s ${apiUrl}/clients/business/account-details \\
  -H "Authorization: Bearer $TOKEN" \\
  -H 'SECRET_KEY: ${client.secretKey}' \\
  -H 'businessId: ${client.businessId}'

# 3. Send 4,500 naira to another bank, which the sandbox simulates:
curl -s ${apiUrl}/clients/business/customers/funds/transfer \\
  -H "Authorization: Bearer $TOKEN" \\
  -H 'SECRET_KEY: ${client.secretKey}' \\
  -H 'businessId: ${client.businessId}' \\
  -H 'Content-Type: application/json' \\
  -d '{"amount":450000,"receiverAccountNumber":"0117170332","receiverBankCode":"058","retrievalReference":"first-transfer","narration":"Rent"}'
`;
}
