/** The demo client of an empty sandbox, and what the newcomer is told about it. */

import { relative } from 'node:path';
import type { Core } from './compose.ts';
import type { Config } from './config.ts';
import { systemRandom } from './platform/random.ts';
import { demoCommands, ensureDemoClient } from './sandbox/index.ts';

/** Makes the demo client where one is wanted and there is no client yet; returns what to tell the newcomer. */
export async function prepareDemo(config: Config, core: Core, url: string): Promise<string> {
  if (!config.demo) return '';
  const apiUrl = `${url}/api/v1`;
  const client = await ensureDemoClient({
    ...core,
    apiUrl,
    dataDir: config.dataDir,
    random: systemRandom,
    payIn: (accountNumber, amountKobo) =>
      core.inboundPayments.received(openingPayment(core, accountNumber, amountKobo)),
  });
  if (client === undefined) return '';
  const where = relative('', client.path);
  return `A demo client was made. Its credentials are shown this once, and kept in ${where}. Copy and paste:\n\n${demoCommands(client, apiUrl)}`;
}

function openingPayment({ clock, sessionIds }: Core, accountNumber: string, amountKobo: bigint) {
  return {
    sessionId: sessionIds.next(),
    accountNumber,
    amountKobo,
    payer: { bankCode: '000013', accountNumber: '0117170332', accountName: 'Ngozi Bello' },
    narration: 'Opening balance of the demo client',
    paidAt: new Date(clock.now()),
  };
}
