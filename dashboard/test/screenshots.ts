/**
 * Takes the pictures of the dashboard that the README shows: `npm run screenshots`. A month of a shop's business goes
 * through a real server, whose clock begins a month ago, and real pages are photographed at its end.
 */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { startDashboard, type TestDashboard } from './harness/dashboard.ts';

const DAYS = 30;
const DAY_SECONDS = 86_400;
const FOLDER = join(import.meta.dirname, '../../docs/images');
const PAYERS = ['ADAEZE OKAFOR', 'IBRAHIM DANJUMA', 'FATIMA ABUBAKAR', 'CHINEDU EZE', 'ZAINAB MOHAMMED'];
const BILLS = ['Rent', 'Diesel', 'Packaging', 'Goods', 'Salaries'];
/** Nigerian banks at which the sandbox simulates the account 0000000001, which takes every transfer. */
const BANKS = ['058', '044', '057', '011'];

type Call = (method: string, path: string, body?: unknown) => Promise<Record<string, string>>;

/** Signs in for the day, since no session lives longer. */
async function caller({ app }: TestDashboard, person: Person): Promise<Call> {
  const { accessToken: token } = expectOk(await app.signIn(person.email, person.password)).data;
  return async (method, path, body) => expectOk(await app.call(method, path, { ...person, token, body })).data;
}

async function liveADay(call: Call, day: number, accountNumber: string): Promise<void> {
  const payments = 1 + ((day * 7) % 3);
  for (let index = 0; index < payments; index += 1) {
    const amount = 1_850_000 + ((day * 37 + index * 53) % 23) * 435_075;
    const payerName = PAYERS[(day + index) % PAYERS.length];
    await call('POST', 'sandbox/inbound-payments', {
      accountNumber,
      amount,
      payerName,
      narration: `Order ${20_400 + day}`,
    });
  }
  if (day % 3 === 0) return;
  await call('POST', 'clients/business/customers/funds/transfer', {
    amount: 950_000 + ((day * 29) % 17) * 310_050,
    receiverAccountNumber: '0000000001',
    receiverBankCode: BANKS[day % BANKS.length],
    retrievalReference: `bill-${day}`,
    narration: BILLS[day % BILLS.length],
  });
}

async function live(dashboard: TestDashboard, person: Person): Promise<void> {
  const { app } = dashboard;
  for (let day = 0; day <= DAYS; day += 1) {
    const call = await caller(dashboard, person);
    const { accountNumber = '' } = await call('GET', 'clients/business/account-details');
    await liveADay(call, day, accountNumber);
    await app.hurryJobs();
    if (day < DAYS) app.clock.advance(DAY_SECONDS);
  }
  const call = await caller(dashboard, person);
  await call('POST', 'clients/settings/keys', { name: 'Checkout' });
  const { id } = await call('POST', 'clients/settings/keys', { name: 'Reconciliation', scopes: ['transactions:read'] });
  await call('POST', `clients/settings/keys/${id}/rotate`, { overlapSeconds: DAY_SECONDS });
}

async function photograph(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => void (await document.fonts.ready));
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

await mkdir(FOLDER, { recursive: true });
const dashboard = await startDashboard();
try {
  dashboard.app.clock.advance(-DAYS * DAY_SECONDS);
  const person = await dashboard.app.newPerson({ email: 'ngozi@bello.example', businessName: 'Bello & Daughters' });
  await live(dashboard, person);
  const home = await dashboard.pageOf(person, '/');
  await home.locator('svg.recharts-surface').first().waitFor();
  await photograph(home, 'home');
  await home.emulateMedia({ colorScheme: 'dark' });
  await photograph(home, 'home-dark');
  await photograph(await dashboard.pageOf(person, '/api-keys'), 'api-keys');
  await photograph(await dashboard.pageOf(person, '/first-steps'), 'first-steps');
} finally {
  await dashboard.close();
}
