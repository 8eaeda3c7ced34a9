/** The commands that make a server: starting it, and bringing its database up to date. */

import { migrate } from '../../platform/migrate.ts';
import { openPool } from '../../platform/pool.ts';
import { type Command, done } from '../command.ts';

export const start: Command = {
  name: 'start',
  summary: 'Serve requests until stopped, as npm start does.',
  details: 'Brings the database up to date first. SIGTERM or Ctrl-C finishes what is under way and ends.',
  examples: ['start'],
  isServer: true,
  async run() {
    await import('../../main.ts');
    return done('');
  },
};

export const migrateDatabase: Command = {
  name: 'migrate',
  summary: 'Bring the database up to date without starting the server.',
  details: 'The server does the same at its start. In one transaction: a failure leaves the old schema.',
  examples: ['migrate', 'migrate --json'],
  async run(context) {
    const url = await context.databaseUrl();
    const pool = openPool({ url, connections: 1, applicationName: 'interstellas migrations', isPatient: true });
    const migrated = await migrate(pool).finally(() => pool.end());
    // Also claims the database: one of another environment, or of other secrets, is refused.
    await context.prepared();
    return done(migrated.length === 0 ? 'The database is up to date.' : `Ran ${migrated.join(', ')}.`, { migrated });
  },
};
