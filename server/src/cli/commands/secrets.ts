/** The commands that replace what the server signs and seals with. */

import { systemClock } from '../../platform/clock.ts';
import { openPool } from '../../platform/pool.ts';
import { systemRandom } from '../../platform/random.ts';
import { LAPSING_DIGESTS, rotateSecrets } from '../../secret-rotation/index.ts';
import { mintSecret, secretsFile } from '../../server-secrets.ts';
import { type Command, done, failed } from '../command.ts';

export const rotateSigningKeys: Command = {
  name: 'signing-keys rotate',
  options: [['--compromised', 'the old keys leaked: refuse every token and end every session at once']],
  summary: 'Sign access tokens with a new key; sessions go on.',
  details: 'The new key is published at once and signs ten minutes later, when every verifier has heard of it.',
  examples: ['signing-keys rotate', 'signing-keys rotate --compromised'],
  async run(context, { options }) {
    const { signingKeys } = await context.core();
    const compromised = options['compromised'] === true;
    const id = await signingKeys.rotate({ compromised });
    const when = compromised ? 'is the only signing key now' : 'is published now and signs from ten minutes on';
    return done(`${id} ${when}.`, { signingKeyId: id });
  },
};

export const rotateServerSecrets: Command = {
  name: 'secrets rotate',
  summary: 'Replace the key-encryption key and the pepper while the server runs.',
  details: [
    'Secrets in the data folder: does everything itself, in about half a minute beside a running server.',
    'Secrets in the settings: first start every process with old,new, then every process with new,old, then run this, then',
    'start them with the new ones alone. It refuses while a running process has others. Killed anywhere it loses nothing:',
    'run it again.',
  ].join('\n'),
  examples: ['secrets rotate'],
  async run(context) {
    const config = context.config();
    const { databaseUrl, secrets } = await context.prepared();
    const kept = secretsFile(config);
    const { resealed, unreadable } = await rotateSecrets({
      clock: systemClock,
      random: systemRandom,
      openPool: () =>
        openPool({ url: databaseUrl, connections: 1, applicationName: 'interstellas secrets', isPatient: true }),
      secrets,
      kept,
      mint: mintSecret,
      report: context.tell,
    });
    const data = { resealed, unreadable };
    const next =
      kept === undefined
        ? 'Nothing is left under the old ones: take them out of the settings. The old pepper may stay a week, so that invitations and links sent before go on working.'
        : `They are in ${kept.path}: keep a new copy of it. From before the rotation: ${LAPSING_DIGESTS.flatMap(({ effect }) => effect ?? []).join('; ')}.`;
    const message = `Sealed ${resealed} values with the new secrets. ${next}`;
    if (unreadable.length === 0) return done(message, data);
    return failed(`${message}\nThese open with none of the secrets, old or new:\n${unreadable.join('\n')}`, data);
  },
};
