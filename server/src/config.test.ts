/** The settings: every problem at once, by name and never by value; production does not start on weak secrets. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Config, ConfigError, type EnvironmentVariables, readConfig } from './config.ts';

const KEY = '4b1f0e5ad2c3968778a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f00f';
const PEPPER = '91a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80';
const SECRETS = { INTERSTELLAS_KEY_ENCRYPTION_KEY: KEY, INTERSTELLAS_PEPPER: PEPPER };
const PRODUCTION = { INTERSTELLAS_ENVIRONMENT: 'production', DATABASE_URL: 'postgres://a:b@db/x', ...SECRETS };

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

describe('the server secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'interstellas-config-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('are demanded in production, and wherever the database is not the embedded one', () => {
    for (const variables of [
      { INTERSTELLAS_ENVIRONMENT: 'production' },
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
      assert.deepEqual(config.secrets?.keyEncryptionKey, bytes);
    }
    const { INTERSTELLAS_PEPPER: _left, ...rest } = PRODUCTION;
    const config = readConfig({ ...rest, INTERSTELLAS_PEPPER_FILE: file('pepper', `${PEPPER}\n`) });
    assert.equal(config.secrets?.pepper.toString('hex'), PEPPER);
    assert.equal(problemsOf({ ...PRODUCTION, INTERSTELLAS_PEPPER_FILE: file('both', PEPPER) }).length, 1);
    assert.ok(problemsOf({ ...rest, INTERSTELLAS_PEPPER_FILE: file('empty', '') }).length > 0);
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
