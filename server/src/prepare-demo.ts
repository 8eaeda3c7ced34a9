/** The demo client of an empty sandbox, and what the newcomer is told about it. */

import { relative } from 'node:path';
import { composeCore } from './compose.ts';
import type { Config } from './config.ts';
import type { Log } from './platform/log.ts';
import { systemRandom } from './platform/random.ts';
import { type Prepared, publicUrl } from './prepare.ts';
import { demoCommands, ensureDemoClient } from './sandbox/index.ts';

/** Makes the demo client where one is wanted; returns what to tell the newcomer. */
export async function prepareDemo(config: Config, prepared: Prepared, log: Log): Promise<string> {
  if (!config.demo) return '';
  const apiUrl = `${publicUrl(config)}/api/v1`;
  const core = await composeCore(config, { ...prepared, log });
  try {
    const client = await ensureDemoClient({ ...core, apiUrl, dataDir: config.dataDir, random: systemRandom });
    if (client === undefined) return '';
    return `A demo client was made. Its credentials are shown this once, and kept in ${relative('', client.path)}. Copy and paste:\n\n${demoCommands(client, apiUrl)}`;
  } finally {
    await core.database.close();
  }
}
