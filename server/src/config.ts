/**
 * The settings, from the environment to one frozen, typed value. The only reader of settings: every problem is found at
 * once and reported by name, never by value.
 */

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type Bank, readBanks } from './banks/index.ts';
import {
  createReader,
  type EnvironmentVariables,
  type Reader,
  readHttpUrl,
  readSecretList,
  readSecretText,
  readText,
  unknownSettings,
} from './config-reader.ts';
import { isAddressBlock, isLoopback } from './platform/address.ts';
import type { Environment } from './platform/environment.ts';
import { LOG_LEVELS, type LogLevel } from './platform/log.ts';
import { OperatorError } from './platform/operator-error.ts';
import type { ServerSecrets } from './platform/seal.ts';
import { type PublicKeys, parsePublicKeys } from './platform/signatures.ts';
import { DEFAULT_TARIFF, readTariff, type Tariff } from './tariff/index.ts';

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
  /** CIDR blocks that are not public and may be sent to all the same. */
  readonly webhookPrivateTargets: readonly string[];
  /** Whether webhooks may be sent to this machine. */
  readonly webhooksMayStayHere: boolean;
  readonly tls: { readonly certificate: string; readonly key: string } | undefined;
  /** Where the API is reached from outside: an origin, without a slash at its end. */
  readonly publicUrl: string;
  /** Undefined only in a sandbox, which keeps its mail. */
  readonly smtp: SmtpSettings | undefined;
  readonly institutionCode: string;
  readonly nipCode: string;
  readonly rail: {
    /** Undefined: a simulator in a sandbox, none in production. */
    readonly partnerUrl: string | undefined;
    /** Shared with the partner; none: no notices are taken. */
    readonly secrets: readonly Buffer[];
    /** The partner's codes that NIP spells differently, and how. */
    readonly codes: ReadonlyMap<string, string>;
  };
  readonly tariff: Tariff;
  /** The operator's own, besides those that are built in. */
  readonly banks: readonly Bank[];
  readonly nameEnquiriesPerMinute: number;
  readonly customerChecksPerHour: number;
  /** How long a virtual account of type `temporal` lives. */
  readonly temporalAccountTtlSeconds: number;
  readonly keysPerClient: number;
  readonly secretScanning: {
    /** Undefined: nobody's reports of leaked keys are believed. */
    readonly publicKeys: PublicKeys | undefined;
    readonly policy: 'deactivate' | 'flag';
  };
  readonly requestsPerMinute: number;
  /** 0: requests are not written down. */
  readonly requestLogDays: number;
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
    trustedProxies: readBlocks(read, 'INTERSTELLAS_TRUSTED_PROXIES', problems),
    webhookPrivateTargets: readBlocks(read, 'INTERSTELLAS_WEBHOOK_PRIVATE_TARGETS', problems),
    webhooksMayStayHere: isForThisMachine(read, { environment, host }),
    tls,
    institutionCode: readInstitutionCode(read.text('INTERSTELLAS_INSTITUTION_CODE') ?? '', problems),
    nipCode: readNipCode(read.text('INTERSTELLAS_NIP_CODE') ?? '', problems),
    rail: readRail(read, environment, problems),
    tariff: readTariffFile(read, problems),
    banks: readBanksFile(read, problems),
    nameEnquiriesPerMinute: read.integer('INTERSTELLAS_NAME_ENQUIRIES_PER_MINUTE', 1, 1_000_000),
    customerChecksPerHour: read.integer('INTERSTELLAS_CUSTOMER_CHECKS_PER_HOUR', 1, 1_000_000),
    temporalAccountTtlSeconds: read.integer('INTERSTELLAS_TEMPORAL_ACCOUNT_TTL', 60, 31_536_000),
    keysPerClient: read.integer('INTERSTELLAS_KEYS_PER_CLIENT', 1, 1_000_000),
    secretScanning: {
      publicKeys: readScanningKeys(read, problems),
      policy: read.oneOf('INTERSTELLAS_SECRET_SCANNING_POLICY', ['deactivate', 'flag']),
    },
    requestsPerMinute: read.integer('INTERSTELLAS_REQUESTS_PER_MINUTE', 1, 1_000_000_000),
    requestLogDays: read.integer('INTERSTELLAS_REQUEST_LOG_DAYS', 0, 365),
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

/** Whether nobody on another machine can call this one: a sandbox on loopback, with nothing said of a way to it from outside. */
function isForThisMachine(
  read: Reader,
  { environment, host }: { readonly environment: Environment; readonly host: string },
): boolean {
  const hasWayIn = read.text('INTERSTELLAS_PUBLIC_URL') ?? read.text('INTERSTELLAS_TRUSTED_PROXIES');
  return environment === 'sandbox' && (host === 'localhost' || isLoopback(host)) && !hasWayIn;
}

function readBlocks(
  read: Reader,
  name: 'INTERSTELLAS_TRUSTED_PROXIES' | 'INTERSTELLAS_WEBHOOK_PRIVATE_TARGETS',
  problems: string[],
): string[] {
  const blocks = (read.text(name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (!blocks.every(isAddressBlock)) problems.push(`${name} must hold addresses or CIDR blocks, separated by commas.`);
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

function readInstitutionCode(code: string, problems: string[]): string {
  if (!/^(?:\d{3}|\d{5}|\d{6})$/.test(code)) problems.push('INTERSTELLAS_INSTITUTION_CODE must have 3, 5 or 6 digits.');
  return code;
}

function readNipCode(code: string, problems: string[]): string {
  if (!/^\d{6}$/.test(code)) problems.push('INTERSTELLAS_NIP_CODE must have 6 digits.');
  return code;
}

function readRail(read: Reader, environment: Environment, problems: string[]): Config['rail'] {
  const partnerUrl = readHttpUrl(read, 'INTERSTELLAS_RAIL_URL', problems);
  const secrets = readSecretList(read, 'INTERSTELLAS_RAIL_SECRET', problems) ?? [];
  const codes = readRailCodes(read.text('INTERSTELLAS_RAIL_CODES') ?? '', problems);
  if (partnerUrl !== undefined && secrets.length === 0)
    problems.push('INTERSTELLAS_RAIL_SECRET (or its _FILE form) is required with INTERSTELLAS_RAIL_URL.');
  if (partnerUrl === undefined && secrets.length > 0 && environment === 'production')
    problems.push('INTERSTELLAS_RAIL_SECRET needs INTERSTELLAS_RAIL_URL in production.');
  return { partnerUrl, secrets, codes };
}

function readRailCodes(text: string, problems: string[]): ReadonlyMap<string, string> {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
  const codes = new Map(pairs.map((pair) => pair.split('=') as [string, string]));
  if (!pairs.every((pair) => /^\w{1,8}=\d{2}$/.test(pair)) || codes.size !== pairs.length)
    problems.push('INTERSTELLAS_RAIL_CODES must hold pairs such as 12=09, each code once, separated by commas.');
  return codes;
}

function readBanksFile(read: Reader, problems: string[]): readonly Bank[] {
  const path = read.text('INTERSTELLAS_BANKS_FILE');
  const text = path === undefined ? undefined : readText(path, 'INTERSTELLAS_BANKS_FILE', problems);
  const found: string[] = [];
  const banks = text === undefined ? [] : readBanks(text, found);
  problems.push(...found.map((problem) => `INTERSTELLAS_BANKS_FILE: ${problem}.`));
  return banks;
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

function readTariffFile(read: Reader, problems: string[]): Tariff {
  const name = 'INTERSTELLAS_TARIFF_FILE';
  const path = read.text(name);
  const text = path === undefined ? undefined : readText(path, name, problems);
  if (text === undefined) return DEFAULT_TARIFF;
  const found: string[] = [];
  const tariff = readTariff(text, found);
  problems.push(...found.map((problem) => `${name}: ${problem}.`));
  return tariff;
}
