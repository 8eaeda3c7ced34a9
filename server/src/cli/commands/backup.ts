/** The commands that copy the database into a file and back. */

import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { backUp, restore } from '../../backup/index.ts';
import type { Config } from '../../config.ts';
import { systemClock } from '../../platform/clock.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { openPool, type Pool } from '../../platform/pool.ts';
import { readPrivateFile } from '../../platform/private-file.ts';
import { systemRandom } from '../../platform/random.ts';
import { createPepper, createSeal, type ServerSecrets } from '../../platform/seal.ts';
import { secretsMark } from '../../platform/secret-keeper.ts';
import { obtainSecrets, secretsFile } from '../../server-secrets.ts';
import { type Command, done } from '../command.ts';

export const backup: Command = {
  name: 'backup',
  operands: [['<file>', 'a file that does not exist yet']],
  summary: 'Copy the whole database, as it is at one moment, into a compressed file.',
  details: [
    'The server goes on meanwhile. Not in the file: the server secrets, without which it is of no use, and uploaded files.',
    'Keep both too, the secrets apart from the file.',
  ].join('\n'),
  examples: ['backup /var/backups/interstellas-2026-07-01.gz'],
  async run(context, { operands: [path = ''] }) {
    const config = context.config();
    const { databaseUrl, secrets } = await context.prepared();
    const mark = secretsMark(secrets);
    const pool = openPatient(databaseUrl);
    const { tables, rows } = await backUp({
      clock: systemClock,
      environment: config.environment,
      version: packageJson.version,
      path,
      pepper: createPepper(secrets.peppers),
      pool,
      random: systemRandom,
      secrets: mark,
    }).finally(() => pool.end());
    const message = [
      `Wrote ${rows} rows of ${tables} tables to ${path}.`,
      `NOT IN IT: the server secrets, ids ${mark}. Without them it cannot be restored. They are in ${whereSecrets(config)}: keep a copy elsewhere.`,
      `NOT IN IT: uploaded files. They are in ${config.filesS3 === undefined ? join(config.dataDir, 'files') : 'your S3 bucket'}.`,
    ];
    return done(message.join('\n'), { path, tables, rows, secrets: mark });
  },
};

export const restoreBackup: Command = {
  name: 'restore',
  operands: [['<file>', 'a file that backup made']],
  summary: 'Copy a backup into an empty database.',
  details: [
    'Needs the server secrets of the time of the backup, in the settings or as secrets.env in the data folder. All of it is',
    'restored or nothing: every row is read back and the file is proved genuine before anything counts.',
  ].join('\n'),
  examples: ['restore /var/backups/interstellas-2026-07-01.gz'],
  async run(context, { operands: [path = ''] }) {
    const config = context.config();
    const secrets = await existingSecrets(config);
    const pool = openPatient(await context.databaseUrl());
    const { createdAt, tables, rows, migrated } = await restore({
      environment: config.environment,
      path,
      pool,
      pepper: createPepper(secrets.peppers),
      seal: createSeal(secrets.keyEncryptionKeys, systemRandom),
    }).finally(() => pool.end());
    const newer = migrated.length === 0 ? '' : ` Then ran ${migrated.join(', ')}.`;
    return done(`Restored ${rows} rows of ${tables} tables, as they were at ${createdAt}.${newer}`, {
      createdAt,
      tables,
      rows,
      migrated,
    });
  },
};

function openPatient(url: string): Pool {
  return openPool({ url, connections: 1, applicationName: 'interstellas backup', isPatient: true });
}

function whereSecrets(config: Config): string {
  return secretsFile(config)?.path ?? 'your settings';
}

/** The secrets as they are given; none are made up, which could not open what is restored. */
async function existingSecrets(config: Config): Promise<ServerSecrets> {
  const file = secretsFile(config);
  if (file !== undefined && (await readPrivateFile(file.path)) === undefined) {
    throw new OperatorError(`Put the secrets.env of the backed up installation at ${file.path} first.`);
  }
  return obtainSecrets(config);
}
