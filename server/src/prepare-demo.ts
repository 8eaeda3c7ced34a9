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
  const client = await ensureDemoClient({ ...core, apiUrl, dataDir: config.dataDir, random: systemRandom });
  if (client === undefined) return '';
  const where = relative('', client.path);
  return `A demo client was made. Its credentials are shown this once, and kept in ${where}. Copy and paste:\n\n${demoCommands(client, apiUrl)}`;
}
