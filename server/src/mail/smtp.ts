/** Mail by a mail server. The library is loaded with the first letter, so that neither a start nor a command pays for it. */

import type { Transporter } from 'nodemailer';
import { isLoopback } from '../platform/address.ts';
import type { Log } from '../platform/log.ts';
import type { MailTransport, SentLetter } from './operations.ts';

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with the credentials. */
  readonly url: string;
  /** E-mail address. */
  readonly from: string;
  readonly log: Log;
}

/**
 * What the library reads as this one address. It takes quotes, brackets, comments and lists apart, and a letter with a
 * token would then go to another mailbox than the one that the account names.
 */
const PLAIN_ADDRESS = /^[^\s\p{Cc}()<>[\]\\,;:"@]+@[^\s\p{Cc}()<>[\]\\,;:"@]+$/u;
const PORT = 587;
const PORT_WITH_TLS = 465;
const CONNECTIONS = 4;
/** Together they stay below the time for which a job is held. */
const CONNECT_MS = 10_000;
const GREETING_MS = 10_000;
const SILENCE_MS = 20_000;

export function createSmtpTransport({ url, from, log }: SmtpOptions): MailTransport {
  let opening: Promise<Transporter> | undefined;
  const domain = from.slice(from.lastIndexOf('@') + 1);

  return {
    description: `mail goes to the mail server ${new URL(url).host}`,
    async deliver({ id, to, subject, text }: SentLetter) {
      if (!PLAIN_ADDRESS.test(to)) {
        log.warn({ letter: id }, 'a letter is dropped: its address is not a plain one');
        return;
      }
      opening ??= open(url);
      const transporter = await opening;
      try {
        await transporter.sendMail({
          from,
          to,
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        if (!isRefused(error)) throw error;
        log.warn({ letter: id, response: responseOf(error) }, 'a letter is refused for good');
      }
    },
    close: () =>
      void opening?.then(
        (transporter) => transporter.close(),
        () => undefined,
      ),
  };
}

/** Connects and signs in to the mail server, and sends nothing. Throws what keeps it from that. */
export async function checkSmtp(url: string): Promise<void> {
  const transporter = await open(url);
  try {
    await transporter.verify();
  } finally {
    transporter.close();
  }
}

async function open(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const isHere = host === 'localhost' || isLoopback(host);
  return createTransport({
    host,
    port: Number(port) || (secure ? PORT_WITH_TLS : PORT),
    secure,
    // A server that "forgets" to offer encryption must not be told the password and the tokens.
    requireTLS: !secure && !isHere,
    ignoreTLS: !secure && isHere,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    dnsTimeout: CONNECT_MS,
    logger: false,
  });
}

/**
 * Whether the server will never take this letter, because of its recipient or its content. That it dislikes where the
 * letter comes from (5.7, as when it wants a password) is for the operator to mend, and the letter waits for him.
 */
function isRefused(error: unknown): boolean {
  if (!(error instanceof Error) || !('command' in error)) return false;
  const isAboutLetter = error.command === 'RCPT TO' || error.command === 'DATA';
  const isAboutUs = 'response' in error && /^\d{3}[ -]5\.7\./.test(String(error.response));
  return isAboutLetter && responseOf(error) >= 500 && !isAboutUs;
}

function responseOf(error: unknown): number {
  return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
}
