/** Bodies of several parts, and files of every kind to put in them. */

import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** A file that begins as its kind does, and goes on with bytes that no test can confuse with another's. */
function beginning(head: readonly number[], length: number): Buffer {
  return Buffer.concat([Buffer.from(head), randomBytes(Math.max(0, length - head.length))]);
}

export const jpeg = (length = 2000): Buffer =>
  beginning([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46], length);
export const pdf = (length = 2000): Buffer => beginning([...Buffer.from('%PDF-1.7\n')], length);

/** The smallest PNG there is: one grey dot. */
export const png = (): Buffer => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const pixels = deflateSync(Buffer.from([0, 128]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
};

export interface Part {
  readonly name: string;
  /** Text, or the bytes of a file. */
  readonly value: string | Buffer;
  /** Of a file. */
  readonly fileName?: string;
  readonly type?: string;
}

export const BOUNDARY = '----interstellas-test-boundary';
export const CONTENT_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** A form as it goes over the wire. */
export function encode(parts: readonly Part[], { isEnded = true } = {}): Buffer {
  const pieces = parts.map(({ name, value, fileName, type }) => {
    const file = typeof value === 'string' ? '' : `; filename="${fileName ?? 'file'}"`;
    const typeLine = typeof value === 'string' ? '' : `Content-Type: ${type ?? 'application/octet-stream'}\r\n`;
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${typeLine}\r\n`;
    return Buffer.concat([Buffer.from(head), Buffer.from(value as string), Buffer.from('\r\n')]);
  });
  return Buffer.concat([...pieces, Buffer.from(isEnded ? `--${BOUNDARY}--\r\n` : '')]);
}
