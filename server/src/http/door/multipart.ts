/**
 * Bodies of several parts, on the routes that declare files: fields as text, each file handed on as it arrives, so that no
 * file is held whole. It is read when the caller is known and his limits are counted, never before. Names of files and
 * the types that a client gives them are not looked at.
 */

import multipart, { type MultipartFile, type MultipartValue } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../../faults/index.ts';
import type { ClientId } from '../../platform/ids.ts';
import type { Found } from '../input.ts';
import type { FilePart, Upload } from '../route.ts';

/** Where files go while they arrive. */
export interface Uploads {
  /** Undefined when the content is of none of the types. */
  receive(
    clientId: ClientId,
    source: AsyncIterable<Uint8Array>,
    mediaTypes: readonly string[],
  ): Promise<Upload | undefined>;
  /** Removes files that are not kept. */
  discard(uploads: readonly Upload[]): Promise<void>;
}

export interface MultipartBody {
  /** A field that came more than once is a list, which no schema of a field accepts. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, readonly Upload[]>>;
  readonly problems: readonly Found[];
}

const FILE_LIMIT_BYTES = 5 * 1024 * 1024;
const FIELD_LIMIT_BYTES = 4096;
const MAX_FIELDS = 32;
/** Of parts that carry no file, and of what stands between the parts. */
const OVERHEAD_LIMIT_BYTES = 256 * 1024;
/** A client that sends nothing for so long is given up. */
const SILENCE_MS = 5000;
/** The parser's own limit is one above what a route takes: too many files of a part are a problem like others. */
const SPARE_FILES = 5;
const REPLACEMENT_CHARACTER = '\ufffd';

/** Makes these bodies, and no others, readable for the routes that are added to `scope`. */
export function addMultipart(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  void scope.register(multipart, { throwFileSizeLimit: false });
}

/** Faults `request.malformed_body`, `request.body_too_large`, `request.timeout`, and those of `uploads`: then nothing is left stored. */
export async function readMultipart(
  request: FastifyRequest,
  reply: { header(name: string, value: string): unknown },
  options: {
    readonly parts: Readonly<Record<string, FilePart>>;
    readonly clientId: ClientId;
    readonly uploads: Uploads;
  },
): Promise<MultipartBody> {
  const most = Object.values(options.parts).reduce((sum, part) => sum + part.most, 0) + SPARE_FILES;
  const reading = new Reading(request, most, options);
  const watch = watchArrival(request, most * FILE_LIMIT_BYTES + OVERHEAD_LIMIT_BYTES);
  const given = watch.failed.catch((fault: Fault) => {
    reading.abort(fault);
    // There is no end to wait for.
    reply.header('Connection', 'close');
    throw fault;
  });
  try {
    return await Promise.race([reading.run(), given]);
  } catch (error) {
    await options.uploads.discard(reading.uploads());
    // What is still to come passes by unread, so that the answer can be read.
    request.raw.unpipe();
    request.raw.resume();
    throw error;
  } finally {
    watch.end();
  }
}

/** Rejects when too much arrives, or nothing for too long. */
function watchArrival({ raw }: FastifyRequest, limitBytes: number) {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const announced = Number(raw.headers['content-length'] ?? 0);
  if (announced > limitBytes) reject(new Fault('request.body_too_large'));
  let arrived = 0;
  const silence = setTimeout(() => reject(new Fault('request.timeout')), SILENCE_MS);
  const onData = (chunk: Buffer): void => {
    arrived += chunk.length;
    silence.refresh();
    if (arrived > limitBytes) reject(new Fault('request.body_too_large'));
  };
  const end = (): void => {
    clearTimeout(silence);
    raw.off('data', onData);
  };
  raw.on('data', onData);
  raw.once('end', () => clearTimeout(silence));
  return { failed, end };
}

/** One body while it is read. */
class Reading {
  readonly #request: FastifyRequest;
  readonly #most: number;
  readonly #parts: Readonly<Record<string, FilePart>>;
  readonly #clientId: ClientId;
  readonly #uploads: Uploads;
  readonly #fields = new Map<string, unknown>();
  readonly #files: Map<string, Upload[]>;
  readonly #counts = new Map<string, number>();
  readonly #problems: Found[] = [];
  #current: MultipartFile['file'] | undefined;
  #fault: Fault | undefined;

  constructor(
    request: FastifyRequest,
    most: number,
    options: {
      readonly parts: Readonly<Record<string, FilePart>>;
      readonly clientId: ClientId;
      readonly uploads: Uploads;
    },
  ) {
    this.#request = request;
    this.#most = most;
    this.#parts = options.parts;
    this.#clientId = options.clientId;
    this.#uploads = options.uploads;
    this.#files = new Map(Object.keys(this.#parts).map((name) => [name, []]));
  }

  uploads(): readonly Upload[] {
    return [...this.#files.values()].flat();
  }

  /** Ends whatever is being received at this moment, and takes nothing more. */
  abort(fault: Fault): void {
    this.#fault = fault;
    this.#current?.destroy(fault);
  }

  async run(): Promise<MultipartBody> {
    const limits = {
      fieldSize: FIELD_LIMIT_BYTES,
      fields: MAX_FIELDS,
      files: this.#most,
      fileSize: FILE_LIMIT_BYTES,
      parts: MAX_FIELDS + this.#most,
      headerPairs: 20,
    };
    const parts = this.#request.parts({ limits });
    for (;;) {
      const next = await parts.next().catch(refuse);
      if (this.#fault !== undefined) throw this.#fault;
      if (next.done === true) break;
      if (next.value.type === 'field') this.#takeField(next.value);
      else await this.#takeFile(next.value);
    }
    this.#missing();
    return {
      fields: Object.fromEntries(this.#fields),
      files: Object.fromEntries(this.#files),
      problems: this.#problems,
    };
  }

  #takeField({ fieldname, value, fieldnameTruncated, valueTruncated }: MultipartValue): void {
    if (fieldnameTruncated || valueTruncated) throw new Fault('request.body_too_large', { field: fieldname });
    const isText = typeof value === 'string' && !value.includes(REPLACEMENT_CHARACTER);
    if (!isText) throw new Fault('request.malformed_body', { message: 'A field is not text in UTF-8.' });
    this.#fields.set(fieldname, this.#fields.has(fieldname) ? [] : value);
  }

  async #takeFile({ fieldname, file }: MultipartFile): Promise<void> {
    const part = Object.hasOwn(this.#parts, fieldname) ? this.#parts[fieldname] : undefined;
    const count = (this.#counts.get(fieldname) ?? 0) + 1;
    this.#counts.set(fieldname, count);
    this.#current = file;
    if (part === undefined || count > part.most) {
      for await (const _chunk of bytesOf(fieldname, file)); // unknown parts are ignored, as unknown fields are
      if (part !== undefined && count === part.most + 1)
        this.#find(fieldname, `must not come more than ${times(part)}`);
      return;
    }
    const upload = await this.#uploads.receive(this.#clientId, bytesOf(fieldname, file), part.mediaTypes);
    if (upload === undefined) this.#find(fieldname, `must be a file of type ${part.mediaTypes.join(' or ')}`);
    else this.#files.get(fieldname)?.push(upload);
  }

  #missing(): void {
    for (const [name, part] of Object.entries(this.#parts)) {
      const isText = this.#fields.delete(name);
      const came = this.#counts.get(name) ?? 0;
      if (isText) this.#find(name, 'must be a file', true);
      else if (part.isRequired && came === 0) this.#find(name, 'is required', true);
    }
  }

  #find(field: string, demand: string, isShape = false): void {
    this.#problems.push({ field, message: `${field} ${demand}.`, isShape });
  }
}

function times({ most }: FilePart): string {
  return most === 1 ? 'once' : `${most} times`;
}

async function* bytesOf(field: string, file: MultipartFile['file']): AsyncGenerator<Uint8Array> {
  try {
    yield* file as AsyncIterable<Uint8Array>;
  } catch (error) {
    refuse(error);
  }
  if (file.truncated) {
    const message = `${field} is larger than ${FILE_LIMIT_BYTES / 1024 / 1024} MiB.`;
    throw new Fault('request.body_too_large', { message, field });
  }
}

const TOO_MUCH = new Set(['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT']);

/** Whatever the parser complains of is the body's fault. */
function refuse(cause: unknown): never {
  if (cause instanceof Fault) throw cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (TOO_MUCH.has(code)) throw new Fault('request.body_too_large', { message: 'The body has too many parts.', cause });
  throw new Fault('request.malformed_body', { message: 'The request body is not valid multipart/form-data.', cause });
}
