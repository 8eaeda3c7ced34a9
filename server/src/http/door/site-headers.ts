/** What browsers are told of the pages and files of the site: what they may load and run, and what the bytes are. */

import { extname } from 'node:path';

type Headers = Readonly<Record<string, string>>;

/** Nobody else's page may embed or read what is here. */
export const FILE_HEADERS: Headers = { 'Cross-Origin-Resource-Policy': 'same-origin' };

const PAGE_HEADERS: Headers = { ...FILE_HEADERS, 'Cross-Origin-Opener-Policy': 'same-origin' };

/** What the dashboard uses; everything else that a page could ask of a device stays closed, also to what it embeds. */
const PERMISSIONS = [
  'accelerometer=()',
  'autoplay=()',
  'camera=()',
  'clipboard-read=()',
  'clipboard-write=(self)',
  'display-capture=()',
  'encrypted-media=()',
  'fullscreen=()',
  'geolocation=()',
  'gyroscope=()',
  'hid=()',
  'idle-detection=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'picture-in-picture=()',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
  'screen-wake-lock=()',
  'serial=()',
  'usb=()',
  'xr-spatial-tracking=()',
].join(', ');

/** Of a page of the dashboard. It shows what an account holds, so no copy of it is kept. */
export function dashboardHeaders(nonce: string): Headers {
  return {
    ...PAGE_HEADERS,
    'Cache-Control': 'no-store',
    'Permissions-Policy': PERMISSIONS,
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

/** Of a page of the documentation. `hashes` is the JSON list of the hashes of its inline scripts. */
export function documentHeaders(hashes: string | undefined): Headers {
  const scripts = (hashes === undefined ? [] : (JSON.parse(hashes) as string[])).filter((hash) => HASH.test(hash));
  return {
    ...PAGE_HEADERS,
    'Content-Security-Policy': [
      "default-src 'none'",
      ["script-src 'self'", ...scripts.map((hash) => `'${hash}'`)].join(' '),
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

const HASH = /^sha(?:256|384|512)-[\w+/]+=*$/;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** By the ending of a file's name. Browsers do not guess, so what is not listed is only saved. */
export function mediaTypeOf(name: string): string {
  return MEDIA_TYPES[extname(name)] ?? 'application/octet-stream';
}
