/** Requests as bytes, built before the clock runs. */

/** The routes that do nothing, see `server.ts`. */
export const GUARDED_PATH = '/api/v1/bench/guarded';
export const PUBLIC_PATH = '/api/v1/bench/public';

export interface Credentials {
  readonly token: string;
  readonly secretKey: string;
  readonly businessId: string;
}

export function guardedRequest(path: string, { token, secretKey, businessId }: Credentials): Buffer {
  return get(path, [`Authorization: Bearer ${token}`, `SECRET_KEY: ${secretKey}`, `businessId: ${businessId}`]);
}

function get(path: string, headers: readonly string[]): Buffer {
  const lines = [`GET ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...headers];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** @param address where the sign-in comes from, as a trusted proxy tells it. */
export function signInRequest(credentials: { email: string; password: string }, address: string): Buffer {
  const body = JSON.stringify(credentials);
  const lines = [
    'POST /api/v1/auth/signin HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `X-Forwarded-For: ${address}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'utf8');
}
