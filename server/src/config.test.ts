/** The settings: every problem at once, by name and never by value; production does not start on weak secrets. */

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Config, ConfigError, readConfig } from './config.ts';
import type { EnvironmentVariables } from './config-reader.ts';

const KEY = '4b1f0e5ad2c3968778a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f00f';
const PEPPER = '91a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80';
const SECRETS = { INTERSTELLAS_KEY_ENCRYPTION_KEY: KEY, INTERSTELLAS_PEPPER: PEPPER };
const MAIL = { INTERSTELLAS_SMTP_URL: 'smtp://mail.internal', INTERSTELLAS_MAIL_FROM: 'bank@example.com' };
const PRODUCTION = { INTERSTELLAS_ENVIRONMENT: 'production', DATABASE_URL: 'postgres://a:b@db/x', ...SECRETS, ...MAIL };

function problemsOf(variables: EnvironmentVariables): readonly string[] {
  try {
    readConfig(variables);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}
const names = (problems: readonly string[]): string[] =>
  problems.map((problem) => problem.split(' ', 1)[0] ?? '').sort();

describe('without any setting', () => {
  it('a sandbox on the embedded database listens on loopback, with a demo client', () => {
    const config: Config = readConfig({});
    const { host, port, environment, databaseUrl, demo, workers, sessionTtlSeconds, keyBootstrapWindowSeconds } =
      config;
    const { keysPerClient, invitationsPerDay, bvnLookUpsPerHour, signUpsPerAddress } = config;
    assert.deepEqual([keysPerClient, invitationsPerDay, bvnLookUpsPerHour, signUpsPerAddress], [10, 50, 5, 30]);
    assert.deepEqual(
      { host, port, environment, databaseUrl, demo, workers, sessionTtlSeconds, keyBootstrapWindowSeconds },
      {
        host: '127.0.0.1',
        port: 4000,
        environment: 'sandbox',
        databaseUrl: undefined,
        demo: true,
        workers: 1,
        sessionTtlSeconds: 3600,
        keyBootstrapWindowSeconds: 900,
      },
    );
    assert.deepEqual(config.trustedProxies, []);
    assert.equal(config.secrets, undefined);
    assert.ok(Object.isFrozen(config));
  });
});

describe('a setting that is wrong', () => {
  it('is reported together with every other one', () => {
    const wrong = {
      PORT: '70000',
      DATABASE_URL: 'mysql://root@db/x',
      INTERSTELLAS_ENVIRONMENT: 'staging',
      INTERSTELLAS_WORKERS: '0',
      INTERSTELLAS_SESSION_TTL: '59',
      INTERSTELLAS_KEY_BOOTSTRAP_WINDOW: '-1',
      INTERSTELLAS_TRUSTED_PROXIES: '10.0.0.0/8, everyone',
      INTERSTELLAS_DEMO: 'yes',
      INTERSTELLAS_INSTITUTION_CODE: '12',
      INTERSTELLAS_LOG_LEVEL: 'loud',
      INTERSTELLAS_KEYS_PER_CLIENT: '0',
      INTERSTELLAS_INVITATIONS_PER_DAY: '1.5',
      INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '-3',
      INTERSTELLAS_BVN_LOOK_UPS_PER_HOUR: 'many',
      INTERSTELLAS_BVN_PROVIDER_URL: 'bvn.internal',
      INTERSTELLAS_FILES_S3_URL: 's3://bucket',
      INTERSTELLAS_SECRET_SCANNING_POLICY: 'ignore',
      INTERSTELLAS_SECRET_SCANNING_KEYS_FILE: '/nowhere/keys.json',
      INTERSTELLAS_SMTP_URL: 'mail.internal',
      INTERSTELLAS_MAIL_FROM: 'bank',
      INTERSTELLAS_PUBLIC_URL: 'api.example.com',
      INTERSTELLAS_SESION_TTL: '60',
      INTERSTELLAS_KEY_ENCRYPTION_KEY: 'short',
      INTERSTELLAS_PEPPER_FILE: '/nowhere/pepper',
    };
    const found = problemsOf(wrong);
    const expected = Object.keys(wrong).filter((name) => name !== 'INTERSTELLAS_PEPPER_FILE');
    for (const name of expected)
      assert.ok(
        found.some((problem) => problem.startsWith(name)),
        `${name} in ${found.join(' ')}`,
      );
    assert.ok(found.some((problem) => problem.startsWith('INTERSTELLAS_PEPPER_FILE')));
  });

  it('is named, but its value is never shown', () => {
    const canary = 'c4n4ry';
    const settings = [
      'PORT',
      'DATABASE_URL',
      'INTERSTELLAS_ENVIRONMENT',
      'INTERSTELLAS_WORKERS',
      'INTERSTELLAS_SESSION_TTL',
      'INTERSTELLAS_TRUSTED_PROXIES',
      'INTERSTELLAS_DEMO',
      'INTERSTELLAS_KEY_ENCRYPTION_KEY',
      'INTERSTELLAS_PEPPER',
      'INTERSTELLAS_PEPPER_FILE',
      'INTERSTELLAS_TLS_CERT_FILE',
      'INTERSTELLAS_INSTITUTION_CODE',
      'INTERSTELLAS_LOG_LEVEL',
      'INTERSTELLAS_KEYS_PER_CLIENT',
      'INTERSTELLAS_INVITATIONS_PER_DAY',
      'INTERSTELLAS_BVN_LOOK_UPS_PER_HOUR',
      'INTERSTELLAS_BVN_PROVIDER_URL',
      'INTERSTELLAS_BVN_PROVIDER_TOKEN_FILE',
      'INTERSTELLAS_FILES_S3_URL',
      'INTERSTELLAS_FILES_S3_SECRET_ACCESS_KEY_FILE',
      'INTERSTELLAS_SECRET_SCANNING_POLICY',
      'INTERSTELLAS_SECRET_SCANNING_KEYS_FILE',
      'INTERSTELLAS_SMTP_URL',
      'INTERSTELLAS_PUBLIC_URL',
      'INTERSTELLAS_TYPO',
    ];
    for (const name of settings) {
      const found = problemsOf({ [name]: `${canary}-${name}` });
      assert.ok(found.length > 0, name);
      assert.ok(!found.join('\n').includes(canary), found.join('\n'));
    }
  });

  it('is one that is unknown, in whatever spelling; settings of other programs are none of ours', () => {
    assert.deepEqual(names(problemsOf({ INTERSTELLAS_FOO: '', INTERSTELLAS_: 'x', INTERSTELLAS_session_ttl: '60' })), [
      'INTERSTELLAS_',
      'INTERSTELLAS_FOO',
      'INTERSTELLAS_session_ttl',
    ]);
    assert.deepEqual(problemsOf({ PATH: '/bin', NODE_ENV: 'production', interstellas_foo: 'x', HOME: '/root' }), []);
  });

  it('is a number in another form than plain digits', () => {
    for (const value of ['1e3', '0x10', ' ', '1.0', '+5', '5 000', '٤٠٠٠', 'Infinity', '99999999999']) {
      const found = problemsOf({ INTERSTELLAS_SESSION_TTL: value });
      if (value.trim() === '') assert.deepEqual(found, [], 'blank is absent');
      else assert.equal(found.length, 1, value);
    }
  });
});

const folder = mkdtempSync(join(tmpdir(), 'interstellas-config-'));
after(() => rmSync(folder, { recursive: true, force: true }));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('the server secrets', () => {
  it('are demanded in production, and wherever the database is not the embedded one', () => {
    for (const variables of [
      { INTERSTELLAS_ENVIRONMENT: 'production', ...MAIL },
      { DATABASE_URL: 'postgres://a:b@db/x' },
      { ...PRODUCTION, INTERSTELLAS_KEY_ENCRYPTION_KEY: '', INTERSTELLAS_PEPPER: '' },
    ]) {
      assert.deepEqual(names(problemsOf(variables)), ['INTERSTELLAS_KEY_ENCRYPTION_KEY', 'INTERSTELLAS_PEPPER']);
    }
    assert.deepEqual(names(problemsOf({ INTERSTELLAS_PEPPER: PEPPER })), ['INTERSTELLAS_KEY_ENCRYPTION_KEY']);
    assert.deepEqual(problemsOf(PRODUCTION), []);
  });

  it('are refused when short, long, all zero, all the same byte, or no secret at all', () => {
    const weak = [
      '00'.repeat(32),
      'ff'.repeat(32),
      Buffer.alloc(32).toString('base64'),
      KEY.slice(2),
      `${KEY}00`,
      Buffer.alloc(31, 'abc').toString('base64'),
      Buffer.alloc(33, 'abc').toString('base64'),
      'changeme',
      'x'.repeat(64),
      'password'.repeat(8),
    ];
    for (const value of weak) {
      for (const name of ['INTERSTELLAS_KEY_ENCRYPTION_KEY', 'INTERSTELLAS_PEPPER']) {
        assert.deepEqual(names(problemsOf({ ...PRODUCTION, [name]: value })), [name], value);
      }
    }
  });

  it('are refused when they are one and the same', () => {
    assert.equal(problemsOf({ ...PRODUCTION, INTERSTELLAS_PEPPER: KEY }).length, 1);
    const base64 = Buffer.from(KEY, 'hex').toString('base64');
    assert.equal(problemsOf({ ...PRODUCTION, INTERSTELLAS_PEPPER: base64 }).length, 1, 'in another spelling too');
  });

  it('are read as hex, as base64, as base64url, and from files', () => {
    const bytes = Buffer.from(KEY, 'hex');
    for (const text of [KEY, KEY.toUpperCase(), bytes.toString('base64'), bytes.toString('base64url')]) {
      const config = readConfig({ ...PRODUCTION, INTERSTELLAS_KEY_ENCRYPTION_KEY: text });
      assert.deepEqual(config.secrets?.keyEncryptionKeys, [bytes]);
    }
    const { INTERSTELLAS_PEPPER: _left, ...rest } = PRODUCTION;
    const config = readConfig({ ...rest, INTERSTELLAS_PEPPER_FILE: file('pepper', `${PEPPER}\n`) });
    assert.equal(config.secrets?.peppers[0]?.toString('hex'), PEPPER);
    assert.equal(problemsOf({ ...PRODUCTION, INTERSTELLAS_PEPPER_FILE: file('both', PEPPER) }).length, 1);
    assert.ok(problemsOf({ ...rest, INTERSTELLAS_PEPPER_FILE: file('empty', '') }).length > 0);
  });
});

describe('the services of the operator', () => {
  const BVN = {
    INTERSTELLAS_BVN_PROVIDER_URL: 'https://bvn.example.com/v1',
    INTERSTELLAS_BVN_PROVIDER_TOKEN: 'b-token',
  };
  const S3 = {
    INTERSTELLAS_FILES_S3_URL: 'https://s3.example.com/bucket',
    INTERSTELLAS_FILES_S3_ACCESS_KEY_ID: 'id',
    INTERSTELLAS_FILES_S3_SECRET_ACCESS_KEY: 'secret',
  };

  it('are none unless they are named, and are asked with credentials', () => {
    const { bvnProvider, filesS3 } = readConfig({});
    assert.deepEqual([bvnProvider, filesS3], [undefined, undefined]);
    const config = readConfig({ ...BVN, ...S3 });
    assert.deepEqual(config.bvnProvider, { url: 'https://bvn.example.com/v1', token: 'b-token' });
    const { url, region, accessKeyId, secretAccessKey } = config.filesS3 ?? {};
    assert.deepEqual(
      [url, region, accessKeyId, secretAccessKey],
      ['https://s3.example.com/bucket', 'us-east-1', 'id', 'secret'],
    );
    assert.deepEqual(names(problemsOf({ ...BVN, INTERSTELLAS_BVN_PROVIDER_TOKEN: '' })), [
      'INTERSTELLAS_BVN_PROVIDER_TOKEN',
    ]);
    for (const name of ['INTERSTELLAS_FILES_S3_ACCESS_KEY_ID', 'INTERSTELLAS_FILES_S3_SECRET_ACCESS_KEY'])
      assert.deepEqual(names(problemsOf({ ...S3, [name]: '' })), ['INTERSTELLAS_FILES_S3_URL'], name);
  });

  it('are reached over TLS, or on this machine, by an address that holds no credentials', () => {
    for (const url of ['http://bvn.example.com', 'ftp://x', 'https://u:p@x', 'https://x/?key=1', 'https://x/#a', 'x']) {
      for (const name of ['INTERSTELLAS_BVN_PROVIDER_URL', 'INTERSTELLAS_FILES_S3_URL'])
        assert.deepEqual(names(problemsOf({ ...BVN, ...S3, [name]: url })), [name], url);
    }
    for (const url of ['https://x', 'http://127.0.0.1:9000/b', 'http://[::1]/b', 'http://localhost'])
      assert.deepEqual(problemsOf({ ...BVN, ...S3, INTERSTELLAS_FILES_S3_URL: url }), [], url);
  });

  it('have secrets that may be read from files, and not from both', () => {
    for (const [from, name] of [
      [BVN, 'INTERSTELLAS_BVN_PROVIDER_TOKEN'],
      [S3, 'INTERSTELLAS_FILES_S3_SECRET_ACCESS_KEY'],
    ] as const) {
      const inFile = { [`${name}_FILE`]: file(name, 'from-a-file\n') };
      const { bvnProvider, filesS3 } = readConfig({ ...from, [name]: '', ...inFile });
      assert.equal(bvnProvider?.token ?? filesS3?.secretAccessKey, 'from-a-file');
      assert.deepEqual(names(problemsOf({ ...from, ...inFile })), [name]);
    }
  });
});

describe('reports of leaked keys', () => {
  it('are believed when signed with the public keys of a file, and end the key unless told otherwise', () => {
    assert.deepEqual(readConfig({}).secretScanning, { publicKeys: undefined, policy: 'deactivate' });
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const key = publicKey.export({ type: 'spki', format: 'pem' });
    const path = file('keys.json', JSON.stringify({ public_keys: [{ key_identifier: 'one', key }] }));
    const settings = { INTERSTELLAS_SECRET_SCANNING_KEYS_FILE: path, INTERSTELLAS_SECRET_SCANNING_POLICY: 'flag' };
    const { publicKeys, policy } = readConfig(settings).secretScanning;
    assert.deepEqual([[...(publicKeys?.keys() ?? [])], policy], [['one'], 'flag']);
    for (const text of [
      '',
      '[]',
      '{"public_keys":[]}',
      JSON.stringify({ public_keys: [{ key_identifier: 'a', key: 'b' }] }),
    ])
      assert.deepEqual(
        names(problemsOf({ INTERSTELLAS_SECRET_SCANNING_KEYS_FILE: file('bad.json', text) })),
        ['INTERSTELLAS_SECRET_SCANNING_KEYS_FILE'],
        text,
      );
  });
});

describe('the rail', () => {
  const NAMES = ['INTERSTELLAS_RAIL_URL', 'INTERSTELLAS_RAIL_SECRET', 'INTERSTELLAS_RAIL_CODES'] as const;
  const [URL, SECRET, CODES] = NAMES;
  const secrets = ['1a', '2b'].map((two) => `${two.repeat(16)}${two.toUpperCase().repeat(15)}00`);

  it('is simulated without settings; a partner has an address, a secret or several, and codes of its own', () => {
    assert.deepEqual(readConfig({}).rail, { partnerUrl: undefined, secrets: [], codes: new Map() });
    const settings = { [URL]: 'https://bank.example/nip', [SECRET]: secrets.join(','), [CODES]: '12=09, 09=12' };
    const { partnerUrl, secrets: read, codes } = readConfig(settings).rail;
    assert.equal(partnerUrl, 'https://bank.example/nip');
    assert.deepEqual(
      read.map((secret) => secret.toString('hex')),
      secrets.map((secret) => secret.toLowerCase()),
    );
    assert.deepEqual(
      [...codes],
      [
        ['12', '09'],
        ['09', '12'],
      ],
    );
  });

  it('is refused half configured, over plain HTTP, and with codes or an institution that are none', () => {
    const [secret = ''] = secrets;
    assert.deepEqual(names(problemsOf({ [URL]: 'https://bank.example' })), [SECRET]);
    assert.deepEqual(names(problemsOf({ ...PRODUCTION, [SECRET]: secret })), [SECRET]);
    assert.deepEqual(names(problemsOf({ [URL]: 'http://bank.example', [SECRET]: secret })), [URL]);
    assert.deepEqual(names(problemsOf({ [SECRET]: 'short' })), [SECRET]);
    for (const codes of ['12', '12=9', '12=09,12=10', '=09', '12=09=10'])
      assert.deepEqual(names(problemsOf({ [CODES]: codes })), [CODES], codes);
    for (const code of ['09026', '0902622', '09026x'])
      assert.deepEqual(names(problemsOf({ INTERSTELLAS_NIP_CODE: code })), ['INTERSTELLAS_NIP_CODE']);
  });
});

describe('the way of mail', () => {
  it('is demanded in production, and asks for an address to send from', () => {
    const { INTERSTELLAS_SMTP_URL: _url, INTERSTELLAS_MAIL_FROM: _from, ...silent } = PRODUCTION;
    assert.deepEqual(names(problemsOf(silent)), ['INTERSTELLAS_SMTP_URL']);
    assert.deepEqual(problemsOf({}), []);
    for (const from of ['', 'bank', 'Bank <bank@example.com>', 'a@x.com,b@x.com', 'a@x.com\nBcc: b@x.com']) {
      const problems = problemsOf({ ...MAIL, INTERSTELLAS_MAIL_FROM: from });
      assert.deepEqual(names(problems), ['INTERSTELLAS_MAIL_FROM'], from);
    }
  });

  it('is an SMTP address and nothing else, and never shown', () => {
    const wrong = ['mail.internal', 'https://h', 'smtp://', 'smtp://u@h', 'smtp://h/?pool=false', 'smtp://u:%zz@h'];
    for (const url of wrong) {
      const problems = problemsOf({ ...MAIL, INTERSTELLAS_SMTP_URL: url });
      assert.deepEqual(names(problems), ['INTERSTELLAS_SMTP_URL'], url);
      assert.ok(!problems.join().includes('%zz'));
    }
    for (const url of ['smtp://h', 'smtps://h:465', 'smtp://u:p%40ss@[2001:db8::1]:25'])
      assert.deepEqual(problemsOf({ ...MAIL, INTERSTELLAS_SMTP_URL: url }), [], url);
  });
});

describe('the public address', () => {
  const publicUrl = (variables: EnvironmentVariables) => readConfig(variables).publicUrl;

  it('is where the server listens, unless it is set', () => {
    assert.equal(publicUrl({}), 'http://127.0.0.1:4000');
    assert.equal(publicUrl({ HOST: '::1', PORT: '80', INTERSTELLAS_DEMO: 'off' }), 'http://[::1]:80');
    assert.equal(publicUrl({ INTERSTELLAS_PUBLIC_URL: 'https://API.example.com/' }), 'https://api.example.com');
  });

  it('is an origin, in production one with TLS', () => {
    const broken = [
      'api.example.com',
      'https://api.example.com/v1',
      'https://u:p@api.example.com',
      'ftp://x',
      'https://x/?a',
    ];
    for (const url of broken)
      assert.deepEqual(names(problemsOf({ INTERSTELLAS_PUBLIC_URL: url })), ['INTERSTELLAS_PUBLIC_URL'], url);
    const clear = { ...PRODUCTION, INTERSTELLAS_PUBLIC_URL: 'http://api.example.com' };
    assert.deepEqual(names(problemsOf(clear)), ['INTERSTELLAS_PUBLIC_URL']);
  });
});

describe('several secrets of one kind', () => {
  const other = 'ab'.repeat(31).concat('cd');
  const keysOf = (text: string) =>
    readConfig({ ...PRODUCTION, INTERSTELLAS_KEY_ENCRYPTION_KEY: text }).secrets?.keyEncryptionKeys.map((key) =>
      key.toString('hex'),
    );

  it('are read in their order, separated by commas or lines', () => {
    for (const text of [`${other},${KEY}`, `${other}, ${KEY}`, `${other}\n${KEY}\n`]) {
      assert.deepEqual(keysOf(text), [other, KEY], text);
    }
  });

  it('are refused when one is none, stands there twice, or is a secret of the other kind', () => {
    for (const text of [
      `${other},`.concat('short'),
      `${KEY},${KEY}`,
      `${KEY},${KEY.toUpperCase()}`,
      `${other},${PEPPER}`,
    ]) {
      const problems = problemsOf({ ...PRODUCTION, INTERSTELLAS_KEY_ENCRYPTION_KEY: text });
      assert.equal(problems.length, 1, text);
      assert.ok(!problems.join().includes(other), 'never by value');
    }
  });
});

describe('webhooks to this machine', () => {
  const mayStay = (settings: Record<string, string>) =>
    readConfig({ ...SECRETS, DATABASE_URL: 'postgres://127.0.0.1/x', ...settings }).webhooksMayStayHere;

  it('are sent by a sandbox that nobody else can reach alone', () => {
    assert.ok(mayStay({}));
    for (const settings of [
      { HOST: '0.0.0.0' },
      { INTERSTELLAS_PUBLIC_URL: 'https://api.example.com' },
      { INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1' },
    ])
      assert.ok(!mayStay(settings), JSON.stringify(settings));
  });
});

describe('the demo client', () => {
  const demo = (variables: EnvironmentVariables): boolean => readConfig(variables).demo;

  it('is made by itself only in a sandbox, on the embedded database and a loopback address', () => {
    for (const HOST of ['127.0.0.1', '127.0.0.2', 'localhost', '::1']) assert.equal(demo({ HOST }), true, HOST);
    for (const HOST of ['0.0.0.0', '::', '192.0.2.1', 'example.com']) assert.equal(demo({ HOST }), false, HOST);
    assert.equal(demo({ DATABASE_URL: 'postgres://a:b@127.0.0.1/x', ...SECRETS }), false);
    assert.equal(demo(PRODUCTION), false);
  });

  it('is made elsewhere when asked for, never in production, and not at all when declined', () => {
    assert.equal(demo({ HOST: '0.0.0.0', INTERSTELLAS_DEMO: 'on' }), true);
    assert.equal(demo({ DATABASE_URL: 'postgres://a:b@db/x', ...SECRETS, INTERSTELLAS_DEMO: 'on' }), true);
    assert.equal(demo({ INTERSTELLAS_DEMO: 'off' }), false);
    assert.deepEqual(names(problemsOf({ ...PRODUCTION, INTERSTELLAS_DEMO: 'on' })), ['INTERSTELLAS_DEMO']);
  });
});
