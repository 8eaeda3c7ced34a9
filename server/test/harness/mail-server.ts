/** A mail server on loopback that keeps what it is given, or refuses it as told. */

import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface MailServer {
  readonly port: number;
  /** The settings with which a server sends its mail here. */
  readonly settings: Readonly<Record<string, string>>;
  /** In the order of their arrival. */
  readonly letters: readonly DeliveredLetter[];
  stop(): Promise<void>;
}

export interface DeliveredLetter {
  /** Everybody whom the envelope names. */
  readonly recipients: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly subject: string;
  readonly text: string;
  /** As it travelled. */
  readonly source: string;
}

/** Without options it takes every letter from everybody, and speaks no TLS. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const letters: DeliveredLetter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    ...options,
    onData(stream, { envelope }, callback) {
      text(stream).then((source) => {
        letters.push(
          parse(
            source,
            envelope.rcptTo.map(({ address }) => address),
          ),
        );
        callback();
      }, callback);
    },
  });
  // A client that hangs up in the middle is what some tests are about.
  server.on('error', () => undefined);
  const socket = server.listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const address = socket.address();
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  return {
    port: address.port,
    settings: {
      INTERSTELLAS_SMTP_URL: `smtp://127.0.0.1:${address.port}`,
      INTERSTELLAS_MAIL_FROM: 'bank@interstellas.test',
    },
    letters,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function parse(source: string, recipients: readonly string[]): DeliveredLetter {
  const end = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = decode(source.slice(end + 4), headers.get('content-transfer-encoding'));
  const words = headers.get('subject') ?? '';
  const subject = words
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, encoding: string, word: string) =>
      encoding.toLowerCase() === 'b' ? decode(word, 'base64') : decode(word.replaceAll('_', ' '), 'quoted-printable'),
    );
  return { recipients, headers, subject, text: body.trimEnd(), source };
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
