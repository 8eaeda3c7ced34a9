// A stand-in for the server, run by the tests as a process of its own so that it can be killed. Prints one line of JSON
// for what it was given, and stops cleanly when its input closes.
//   node server.fixture.ts <start|attach> <dataDir>

import process from 'node:process';
import { attachOrStartEmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from './index.ts';

const [mode, dataDir = ''] = process.argv.slice(2);
const open = mode === 'attach' ? attachOrStartEmbeddedPostgres : startEmbeddedPostgres;
const say = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);

try {
  const database = await open({ dataDir, settings: { fsync: 'off' }, report: (message) => say({ report: message }) });
  say({ url: database.url, adminUrl: database.adminUrl, owned: database.owned });
  process.stdin.on('end', () => database.stop()).resume();
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  say({ refusal: error.message });
}
