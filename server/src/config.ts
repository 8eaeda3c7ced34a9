/**
 * The settings, from the environment to one frozen, typed value. The only reader of settings: every problem is found at
 * once and reported by name, never by value.
 */

import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { isAddressBlock, isLoopback } from './platform/address.ts';
import type { Environment } from './platform/environment.ts';
import { LOG_LEVELS, type LogLevel } from './platform/log.ts';
import { OperatorError } from './platform/operator-error.ts';
import type { ServerSecrets } from './platform/seal.ts';
import { type PublicKeys, parsePublicKeys } from './platform/signatures.ts';
import { SETTINGS, type Setting, type SettingName } from './settings.ts';

/** The mail server that takes our mail, and the address it comes from. */
export interface SmtpSettings {
  readonly url: string;
  readonly from: string;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly environment: Environment;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined: the embedded database. */
  readonly databaseUrl: string | undefined;
  /** Undefined: a simulator in a sandbox, none in production. */
  readonly bvnProvider: { readonly url: string; readonly token: string } | undefined;
  readonly bvnLookUpsPerHour: number;
  /** Undefined: files are in the data folder. */
  readonly filesS3:
    | { readonly url: string; readonly region: string; readonly accessKeyId: string; readonly secretAccessKey: string }
    | undefined;
  readonly databaseConnections: number;
  /** Undefined only in a sandbox on the embedded database, which keeps its own in the data folder. */
  readonly secrets: ServerSecrets | undefined;
  readonly demo: boolean;
  readonly workers: number;
  readonly sessionTtlSeconds: number;
  readonly keyBootstrapWindowSeconds: number;
  readonly trustedProxies: readonly string[];
  readonly tls: { readonly certificate: string; readonly key: string } | undefined;
  /** Where the API is reached from outside: an origin, without a slash at its end. */
  readonly publicUrl: string;
  /** Undefined only in a sandbox, which keeps its mail. */
  readonly smtp: SmtpSettings | undefined;
  readonly institutionCode: string;
  readonly keysPerClient: number;
  readonly secretScanning: {
    /** Undefined: nobody's reports of leaked keys are believed. */
    readonly publicKeys: PublicKeys | undefined;
    readonly policy: 'deactivate' | 'flag';
  };
  readonly requestsPerMinute: number;
  readonly signInFailuresPerAddress: number;
  readonly signUpsPerAddress: number;
  readonly invitationsPerDay: number;
  readonly passwordConcurrency: number;
  readonly passwordQueue: number;
  readonly guardCacheEntries: number;
  readonly logLevel: LogLevel;
}

export class ConfigError extends OperatorError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings are not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Where the server listens, which a proxy may hide from the world. */
export function listeningUrl(config: Pick<Config, 'host' | 'tls'>, port: number): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return `${config.tls === undefined ? 'http' : 'https'}://${host}:${port}`;
}

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

const SECRET_BYTES = 32;
const DEFAULTS: ReadonlyMap<string, string | null> = new Map(
  SETTINGS.map((setting: Setting) => [setting.name, setting.default]),
);

const ENV_FILE = '.env';

/**
 * The settings of this process: its environment, then a file `.env` in the current folder, then the defaults.
 * @throws ConfigError naming every problem.
 */
export function loadConfig(overrides: EnvironmentVariables = {}): Config {
  if (existsSync(ENV_FILE)) process.loadEnvFile(ENV_FILE);
  return readConfig({ ...process.env, ...overrides });
}

/** @throws ConfigError naming every problem. */
export function readConfig(variables: EnvironmentVariables): Config {
  const problems = unknownSettings(variables);
  const read = createReader(variables, problems);
  const environment = read.oneOf('INTERSTELLAS_ENVIRONMENT', ['sandbox', 'production']);
  const host = read.text('HOST') ?? '';
  const databaseUrl = readDatabaseUrl(read.text('DATABASE_URL'), problems);
  const workers = read.integer('INTERSTELLAS_WORKERS', 1, 256);
  const port = read.integer('PORT', 0, 65_535);
  const tls = readTls(read, problems);
  const config: Config = {
    host,
    environment,
    databaseUrl,
    workers,
    port,
    publicUrl: readPublicUrl(read, environment, problems) ?? listeningUrl({ host, tls }, port),
    smtp: readSmtp(read, environment, problems),
    dataDir: resolve(read.text('INTERSTELLAS_DATA_DIR') ?? ''),
    bvnProvider: readBvnProvider(read, problems),
    bvnLookUpsPerHour: read.integer('INTERSTELLAS_BVN_LOOK_UPS_PER_HOUR', 1, 1_000_000),
    filesS3: readFilesS3(read, problems),
    databaseConnections: read.integer('INTERSTELLAS_DATABASE_CONNECTIONS', 1, 1000),
    secrets: readSecrets(read, { isOptional: environment === 'sandbox' && databaseUrl === undefined }, problems),
    demo: readDemo(read, { environment, host, isEmbedded: databaseUrl === undefined }, problems),
    sessionTtlSeconds: read.integer('INTERSTELLAS_SESSION_TTL', 60, 86_400),
    keyBootstrapWindowSeconds: read.integer('INTERSTELLAS_KEY_BOOTSTRAP_WINDOW', 0, 86_400),
    trustedProxies: readProxies(read.text('INTERSTELLAS_TRUSTED_PROXIES') ?? '', problems),
    tls,
    institutionCode: readInstitutionCode(read.text('INTERSTELLAS_INSTITUTION_CODE') ?? '', problems),
    keysPerClient: read.integer('INTERSTELLAS_KEYS_PER_CLIENT', 1, 1_000_000),
    secretScanning: {
      publicKeys: readScanningKeys(read, problems),
      policy: read.oneOf('INTERSTELLAS_SECRET_SCANNING_POLICY', ['deactivate', 'flag']),
    },
    requestsPerMinute: read.integer('INTERSTELLAS_REQUESTS_PER_MINUTE', 1, 1_000_000_000),
    signInFailuresPerAddress: read.integer('INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS', 1, 1_000_000),
    signUpsPerAddress: read.integer('INTERSTELLAS_SIGN_UPS_PER_ADDRESS', 1, 1_000_000),
    invitationsPerDay: read.integer('INTERSTELLAS_INVITATIONS_PER_DAY', 1, 1_000_000),
    // The machine's cores are shared by its processes: more hashes in flight than cores make all of them slower.
    passwordConcurrency: Math.max(1, Math.floor(availableParallelism() / workers)),
    passwordQueue: read.integer('INTERSTELLAS_PASSWORD_QUEUE', 1, 100_000),
    guardCacheEntries: read.integer('INTERSTELLAS_GUARD_CACHE_ENTRIES', 1, 10_000_000),
    logLevel: read.oneOf('INTERSTELLAS_LOG_LEVEL', LOG_LEVELS),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

function unknownSettings(variables: EnvironmentVariables): string[] {
  return Object.keys(variables)
    .filter((name) => name.startsWith('INTERSTELLAS_') && !DEFAULTS.has(name))
    .map((name) => `${name} is not a setting.`);
}

interface Reader {
  /** The setting's text or its default; undefined when it has neither. */
  text(name: SettingName): string | undefined;
  integer(name: SettingName, min: number, max: number): number;
  oneOf<const Choice extends string>(name: SettingName, choices: readonly Choice[]): Choice;
}

function createReader(variables: EnvironmentVariables, problems: string[]): Reader {
  const text = (name: SettingName): string | undefined => variables[name]?.trim() || (DEFAULTS.get(name) ?? undefined);
  return {
    text,
    integer(name, min, max) {
      const value = text(name) ?? '';
      const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= min && number <= max) return number;
      problems.push(`${name} must be a whole number from ${min} to ${max}.`);
      return min;
    },
    oneOf(name, choices) {
      const value = text(name);
      const choice = choices.find((candidate) => candidate === value);
      if (choice !== undefined) return choice;
      problems.push(`${name} must be one of ${choices.join(', ')}.`);
      return choices[0] as (typeof choices)[number];
    },
  };
}

function readDatabaseUrl(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined) return undefined;
  const isPostgres = URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol);
  if (!isPostgres) problems.push('DATABASE_URL must be of the form postgres://user:password@host:port/database.');
  return text;
}

function readSecrets(
  read: Reader,
  { isOptional }: { isOptional: boolean },
  problems: string[],
): ServerSecrets | undefined {
  const keyEncryptionKeys = readSecretList(read, 'INTERSTELLAS_KEY_ENCRYPTION_KEY', problems);
  const peppers = readSecretList(read, 'INTERSTELLAS_PEPPER', problems);
  if (keyEncryptionKeys !== undefined && peppers !== undefined) {
    if (keyEncryptionKeys.some((key) => peppers.some((pepper) => pepper.equals(key))))
      problems.push('INTERSTELLAS_PEPPER must not be the same secret as INTERSTELLAS_KEY_ENCRYPTION_KEY.');
    return { keyEncryptionKeys, peppers };
  }
  if (isOptional && keyEncryptionKeys === undefined && peppers === undefined) return undefined;
  const why = isOptional
    ? 'is required together with the other server secret'
    : 'is required in production and with DATABASE_URL';
  if (keyEncryptionKeys === undefined) problems.push(`INTERSTELLAS_KEY_ENCRYPTION_KEY (or its _FILE form) ${why}.`);
  if (peppers === undefined) problems.push(`INTERSTELLAS_PEPPER (or its _FILE form) ${why}.`);
  return undefined;
}

function readSecretList(read: Reader, name: NameWithFile, problems: string[]): readonly Buffer[] | undefined {
  const text = readSecretText(read, name, problems);
  if (text === undefined) return undefined;
  const secrets = parseSecrets(text);
  if (secrets === undefined) {
    problems.push(
      `${name} must be ${SECRET_BYTES} random bytes as base64 or as ${SECRET_BYTES * 2} hex digits, and not all the same; or several such secrets that differ, separated by commas or lines.`,
    );
    return [Buffer.alloc(SECRET_BYTES)];
  }
  return secrets;
}

/** Secrets separated by commas or white space; undefined when one is none, or stands there twice. */
export function parseSecrets(text: string): readonly Buffer[] | undefined {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  const secrets = parts.map(parseSecret).filter((secret) => secret !== undefined);
  const distinct = new Set(secrets.map((secret) => secret.toString('hex')));
  return parts.length > 0 && distinct.size === parts.length ? secrets : undefined;
}

/** 32 bytes from hex or base64; undefined when they are not 32, or plainly not random. */
function parseSecret(text: string): Buffer | undefined {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  const isWhole =
    bytes.length === SECRET_BYTES && (/^[0-9a-f]{64}$/i.test(text) || /^[A-Za-z0-9+/_-]{43}=?$/.test(text));
  return isWhole && new Set(bytes).size > 1 ? bytes : undefined;
}

function readDemo(
  read: Reader,
  facts: { environment: Environment; host: string; isEmbedded: boolean },
  problems: string[],
): boolean {
  const choice = read.oneOf('INTERSTELLAS_DEMO', ['auto', 'on', 'off']);
  if (choice === 'on' && facts.environment === 'production')
    problems.push('INTERSTELLAS_DEMO must not be on in production.');
  if (choice !== 'auto') return choice === 'on';
  return facts.environment === 'sandbox' && facts.isEmbedded && (facts.host === 'localhost' || isLoopback(facts.host));
}

function readProxies(text: string, problems: string[]): string[] {
  const blocks = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (!blocks.every(isAddressBlock))
    problems.push('INTERSTELLAS_TRUSTED_PROXIES must hold addresses or CIDR blocks, separated by commas.');
  return blocks;
}

function readPublicUrl(read: Reader, environment: Environment, problems: string[]): string | undefined {
  const text = read.text('INTERSTELLAS_PUBLIC_URL');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (!isOrigin) problems.push('INTERSTELLAS_PUBLIC_URL must be of the form https://host, without a path.');
  else if (environment === 'production' && url.protocol !== 'https:')
    problems.push('INTERSTELLAS_PUBLIC_URL must begin with https:// in production.');
  return url?.origin;
}

function readSmtp(read: Reader, environment: Environment, problems: string[]): SmtpSettings | undefined {
  const url = read.text('INTERSTELLAS_SMTP_URL');
  const from = read.text('INTERSTELLAS_MAIL_FROM');
  if (url === undefined) {
    if (environment === 'production') problems.push('INTERSTELLAS_SMTP_URL is required in production.');
    return undefined;
  }
  if (!isSmtpUrl(url))
    problems.push('INTERSTELLAS_SMTP_URL must be of the form smtp://user:password@host:587 or smtps://….');
  if (from === undefined || !/^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+$/.test(from))
    problems.push('INTERSTELLAS_MAIL_FROM must be an e-mail address when INTERSTELLAS_SMTP_URL is set.');
  return { url, from: from ?? '' };
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, username, password } = new URL(text);
  const isPlain = /^smtps?:$/.test(protocol) && hostname !== '' && /^\/?$/.test(pathname) && search === '';
  return isPlain && (username === '') === (password === '') && isEncoded(username) && isEncoded(password);
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function readTls(read: Reader, problems: string[]): Config['tls'] {
  const certificatePath = read.text('INTERSTELLAS_TLS_CERT_FILE');
  const keyPath = read.text('INTERSTELLAS_TLS_KEY_FILE');
  if (certificatePath === undefined && keyPath === undefined) return undefined;
  if (certificatePath === undefined || keyPath === undefined) {
    problems.push('INTERSTELLAS_TLS_CERT_FILE and INTERSTELLAS_TLS_KEY_FILE must be set together.');
    return undefined;
  }
  const certificate = readText(certificatePath, 'INTERSTELLAS_TLS_CERT_FILE', problems) ?? '';
  return { certificate, key: readText(keyPath, 'INTERSTELLAS_TLS_KEY_FILE', problems) ?? '' };
}

function readBvnProvider(read: Reader, problems: string[]): Config['bvnProvider'] {
  const url = readHttpUrl(read, 'INTERSTELLAS_BVN_PROVIDER_URL', problems);
  const token = readSecretText(read, 'INTERSTELLAS_BVN_PROVIDER_TOKEN', problems);
  if (url === undefined) return undefined;
  if (token === undefined)
    problems.push(
      'INTERSTELLAS_BVN_PROVIDER_TOKEN (or its _FILE form) is required with INTERSTELLAS_BVN_PROVIDER_URL.',
    );
  return { url, token: token ?? '' };
}

function readFilesS3(read: Reader, problems: string[]): Config['filesS3'] {
  const url = readHttpUrl(read, 'INTERSTELLAS_FILES_S3_URL', problems);
  const accessKeyId = read.text('INTERSTELLAS_FILES_S3_ACCESS_KEY_ID');
  const secretAccessKey = readSecretText(read, 'INTERSTELLAS_FILES_S3_SECRET_ACCESS_KEY', problems);
  if (url === undefined) return undefined;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    problems.push(
      'INTERSTELLAS_FILES_S3_URL needs INTERSTELLAS_FILES_S3_ACCESS_KEY_ID and INTERSTELLAS_FILES_S3_SECRET_ACCESS_KEY.',
    );
  const region = read.text('INTERSTELLAS_FILES_S3_REGION') ?? '';
  return { url, region, accessKeyId: accessKeyId ?? '', secretAccessKey: secretAccessKey ?? '' };
}

/** Without credentials, query or fragment in it; over plain HTTP on this machine only. */
function readHttpUrl(read: Reader, name: SettingName, problems: string[]): string | undefined {
  const text = read.text(name);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.username + url.password + url.search + url.hash === '';
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const isLocal = url?.protocol === 'http:' && (host === 'localhost' || isLoopback(host));
  if (!isPlain || (url.protocol !== 'https:' && !isLocal))
    problems.push(`${name} must be of the form https://host/path; http:// only on this machine.`);
  return text;
}

/** A setting that may be given as a file instead. */
type NameWithFile = { [Name in SettingName]: `${Name}_FILE` extends SettingName ? Name : never }[SettingName];

/** The secret itself, or what the file holds that its `_FILE` form names. */
function readSecretText(read: Reader, name: NameWithFile, problems: string[]): string | undefined {
  const fileName = `${name}_FILE` as const;
  const direct = read.text(name);
  const path = read.text(fileName);
  if (direct !== undefined && path !== undefined) problems.push(`${name} and ${fileName} must not both be set.`);
  return direct ?? (path === undefined ? undefined : readText(path, fileName, problems)?.trim());
}

function readInstitutionCode(code: string, problems: string[]): string {
  if (!/^(?:\d{3}|\d{5}|\d{6})$/.test(code)) problems.push('INTERSTELLAS_INSTITUTION_CODE must have 3, 5 or 6 digits.');
  return code;
}

function readScanningKeys(read: Reader, problems: string[]): PublicKeys | undefined {
  const path = read.text('INTERSTELLAS_SECRET_SCANNING_KEYS_FILE');
  const text = path === undefined ? undefined : readText(path, 'INTERSTELLAS_SECRET_SCANNING_KEYS_FILE', problems);
  if (text === undefined) return undefined;
  const keys = parsePublicKeys(text);
  if (keys === undefined)
    problems.push('INTERSTELLAS_SECRET_SCANNING_KEYS_FILE must hold public keys on P-256, in the form of GitHub.');
  return keys;
}

function readText(path: string, name: SettingName, problems: string[]): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    problems.push(`${name} names a file that cannot be read.`);
    return undefined;
  }
}
