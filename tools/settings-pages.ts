// docs/configuration.md and .env.example: every setting of server/src/settings.ts, and how settings and secrets are given.
// What a setting means stands in that table; here stands only what holds for all of them.
import { SETTINGS, type Setting } from '../server/src/settings.ts';
import { code, notice, page, table } from './markdown.ts';

const settings: readonly Setting[] = SETTINGS;
const LINE_WIDTH = 100;

export async function buildConfigurationPage(): Promise<string> {
  return page(
    '# Configuration',
    notice('server/src/settings.ts'),
    HOW_GIVEN,
    `## All settings\n\n${settingsTable()}`,
    SECRETS,
    ENVIRONMENTS,
  );
}

function settingsTable(): string {
  const rows = settings.map(({ name, default: preset, meaning, secret }) => [
    code(name),
    preset === null || preset === '' ? 'none' : code(preset),
    secret === true ? 'secret' : '',
    meaning,
  ]);
  return table(['setting', 'default', '', 'meaning'], rows);
}

const HOW_GIVEN = `A fresh clone needs no setting: \`npm start\` serves a sandbox on \`http://127.0.0.1:4000\`, with a PostgreSQL of its own in
\`./data\`.

## How settings are given

Settings are environment variables. A file \`.env\` in the folder where the server is started is read too; where both name a
setting, the environment wins. [\`.env.example\`](../.env.example) lists them all: copy it and take away the \`#\` in front of those
you want to change.

<!-- runs -->
\`\`\`sh
cp .env.example .env
\`\`\`

- Every setting is read once, at the start. A change takes a restart; only \`secrets.env\` in the data folder is looked at again.
- An empty value counts as none, and the default holds.
- A setting with a wrong value, and a variable that begins with \`INTERSTELLAS_\` and is not in the table, stops the start.
  All problems are listed at once, by name and never by value. So a misspelt setting cannot be overlooked.
- The commands (\`npx interstellas …\`) read the same settings in the same way.`;

const SECRETS = `## Secrets

Values of settings marked *secret* are never printed: not in a log, not in an error message.

The server needs two secrets that are not in the database: \`INTERSTELLAS_KEY_ENCRYPTION_KEY\` and \`INTERSTELLAS_PEPPER\`. A copy of the
database alone is therefore of no use to a thief. They are given in one of three ways:

1. **By value**, in the environment or in \`.env\`.
2. **By file**: the setting of the same name with \`_FILE\` behind it holds the path of a file with the value in it, as
   Docker and Kubernetes hand out secrets. Setting both forms of one secret stops the start.
3. **Not at all**, in a sandbox on the embedded database: it makes both at its first start and keeps them in \`secrets.env\` in the data
   folder, readable by its own user only (mode 0600).

In production, and wherever \`DATABASE_URL\` is set, nothing is made up: missing secrets stop the start. So do secrets that are not
32 bytes, that are one byte over and over, and two that are the same.

Make each of them with:

<!-- runs -->
\`\`\`sh
openssl rand -base64 32
\`\`\`

- Every process on one database needs the same two secrets.
- Keep a copy of them, apart from the copies of the database. Without the key encryption key the stored secret keys and signing
  keys cannot be read; without the pepper no secret key is recognised and nobody's failed attempts or known devices are.
- Changing one has the same effect as losing it. To replace them, give lists, and follow
  [Replacing the server secrets](server-security.md#replacing-the-server-secrets).
- To move a sandbox to a database of your own together with its data, take the two lines of \`secrets.env\` along.`;

const ENVIRONMENTS = `## Sandbox and production

One process serves one environment, on a database of its own. \`INTERSTELLAS_ENVIRONMENT=production\` changes this:

- Only HTTPS is answered. Either the server ends TLS itself (\`INTERSTELLAS_TLS_CERT_FILE\` and \`INTERSTELLAS_TLS_KEY_FILE\`, which
  belong together), or a proxy does that is named in \`INTERSTELLAS_TRUSTED_PROXIES\` and sends \`X-Forwarded-Proto: https\`. What watches
  the server is answered over plain HTTP too: health checks, and metrics on the machine itself.
- Both secrets must be given.
- Mail needs a mail server: \`INTERSTELLAS_SMTP_URL\` and \`INTERSTELLAS_MAIL_FROM\`.
- There is no demo client, and passwords need 15 characters instead of 8.
- A new business waits until the operator approves it: \`npx interstellas business approve <businessId>\`.

A production server behind a proxy on the same machine, as \`.env\`:

<!-- not run: settings -->
\`\`\`sh
INTERSTELLAS_ENVIRONMENT=production
DATABASE_URL=postgres://interstellas:password@db.internal:5432/interstellas
INTERSTELLAS_KEY_ENCRYPTION_KEY_FILE=/run/secrets/key-encryption-key
INTERSTELLAS_PEPPER_FILE=/run/secrets/pepper
INTERSTELLAS_TRUSTED_PROXIES=127.0.0.1,::1
INTERSTELLAS_PUBLIC_URL=https://api.example.com
INTERSTELLAS_SMTP_URL=smtp://interstellas:password@mail.internal:587
INTERSTELLAS_MAIL_FROM=no-reply@example.com
\`\`\`

Behind a proxy, name it: otherwise every request seems to come from the proxy's address, and all clients share its limits. Name
nothing else: whoever is named can claim any address.`;

export async function buildEnvExample(): Promise<string> {
  return [
    '# Settings of Interstellas, each with its default. Copy this file to .env and take away the # in front of a setting to',
    '# change it. What holds for all of them is in docs/configuration.md.',
    '# Generated from server/src/settings.ts by "npm run generate": edit that, not this file.',
    ...settings.map(envEntry),
    '',
  ].join('\n');
}

function envEntry({ name, default: preset, meaning, secret }: Setting): string {
  const note = secret === true ? `${meaning} Secret: keep it out of version control.` : meaning;
  return ['', ...wrap(note.replaceAll('`', '')).map((line) => `# ${line}`), `#${name}=${preset ?? ''}`].join('\n');
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE_WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
