/**
 * Files in an S3-compatible store, addressed by path. One file is one PUT, which must say its length and digest first:
 * so it is held in memory while it is sent. A file is bounded by whoever receives it, and so is that memory.
 */

import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { DocumentId } from '../platform/ids.ts';
import type { Storage } from './storage.ts';

export interface S3Options {
  /** Of the bucket, with a prefix if there is one: `https://s3.example.com/bucket/prefix`. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const TIMEOUT_MS = 5000;

export function createS3Storage(options: S3Options): Storage {
  const { accessKeyId, secretAccessKey, region } = options;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const base = options.url.replace(/\/+$/, '');

  const send = async (method: string, id: DocumentId, body?: Uint8Array<ArrayBuffer>): Promise<Response> => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const init = { method, redirect: 'error', signal, ...(body === undefined ? {} : { body }) } as const;
    return client.fetch(`${base}/${id}`, init);
  };

  return {
    async put(id, source) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source) chunks.push(chunk);
      await finish(await send('PUT', id, new Uint8Array(Buffer.concat(chunks))));
    },

    async get(id) {
      const response = await send('GET', id);
      if (!response.ok || response.body === null) throw await failureOf(response);
      return Readable.fromWeb(response.body as ReadableStream);
    },

    async remove(id) {
      const response = await send('DELETE', id);
      if (response.status === 404) await response.body?.cancel();
      else await finish(response);
    },
  };
}

async function finish(response: Response): Promise<void> {
  if (!response.ok) throw await failureOf(response);
  await response.body?.cancel();
}

/** Without the answer's body: what a store says of a refused signature is nothing for a log. */
async function failureOf(response: Response): Promise<Error> {
  await response.body?.cancel();
  return new Error(`the file store answered ${response.status}`);
}
