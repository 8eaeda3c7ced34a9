/** How one setting is read: by its name, with its default, and with what is wrong with it told and never its value. */

import { readFileSync } from 'node:fs';
import { isLoopback } from './platform/address.ts';
import { SETTINGS, type Setting, type SettingName } from './settings.ts';

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

const SECRET_BYTES = 32;
const DEFAULTS: ReadonlyMap<string, string | null> = new Map(
  SETTINGS.map((setting: Setting) => [setting.name, setting.default]),
);

export function unknownSettings(variables: EnvironmentVariables): string[] {
  return Object.keys(variables)
    .filter((name) => name.startsWith('INTERSTELLAS_') && !DEFAULTS.has(name))
    .map((name) => `${name} is not a setting.`);
}

export interface Reader {
  /** The setting's text or its default; undefined when it has neither. */
  text(name: SettingName): string | undefined;
  integer(name: SettingName, min: number, max: number): number;
  oneOf<const Choice extends string>(name: SettingName, choices: readonly Choice[]): Choice;
}

export function createReader(variables: EnvironmentVariables, problems: string[]): Reader {
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

/** Without credentials, query or fragment in it; over plain HTTP on this machine only. */
export function readHttpUrl(read: Reader, name: SettingName, problems: string[]): string | undefined {
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
export function readSecretText(read: Reader, name: NameWithFile, problems: string[]): string | undefined {
  const fileName = `${name}_FILE` as const;
  const direct = read.text(name);
  const path = read.text(fileName);
  if (direct !== undefined && path !== undefined) problems.push(`${name} and ${fileName} must not both be set.`);
  return direct ?? (path === undefined ? undefined : readText(path, fileName, problems)?.trim());
}

export function readSecretList(read: Reader, name: NameWithFile, problems: string[]): readonly Buffer[] | undefined {
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

export function readText(path: string, name: SettingName, problems: string[]): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    problems.push(`${name} names a file that cannot be read.`);
    return undefined;
  }
}
