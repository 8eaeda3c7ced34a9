/**
 * The SDK's client with a `fetch` that tells how much of the body has gone, which the browser's own does not. It carries
 * one upload.
 */

import { Interstellas } from '@interstellas/sdk';

/** @param onProgress hears a share from 0 to 1. */
export function uploadClient(onProgress: (share: number) => void): Interstellas {
  return new Interstellas({
    baseUrl: globalThis.location.origin,
    session: 'cookie',
    maxRetries: 0,
    fetch: (url, request) => send(String(url), request ?? {}, onProgress),
  });
}

function send(url: string, init: RequestInit, onProgress: (share: number) => void): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = new XMLHttpRequest();
  const abort = (): void => request.abort();
  const fail = (): void => reject(new TypeError('The connection failed.'));
  request.open(init.method ?? 'GET', url);
  new Headers(init.headers).forEach((value, name) => void request.setRequestHeader(name, value));
  request.responseType = 'blob';
  request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
  request.onload = () =>
    resolve(new Response(request.response as Blob, { status: request.status, headers: headersOf(request) }));
  request.onerror = fail;
  request.onabort = fail;
  init.signal?.addEventListener('abort', abort, { once: true });
  request.send(init.body as FormData);
  return promise.finally(() => init.signal?.removeEventListener('abort', abort));
}

function headersOf(request: XMLHttpRequest): Headers {
  const lines = request.getAllResponseHeaders().trim().split(/\r?\n/);
  return new Headers(
    lines
      .filter((line) => line.includes(': '))
      .map((line): [string, string] => {
        const at = line.indexOf(': ');
        return [line.slice(0, at), line.slice(at + 2)];
      }),
  );
}
