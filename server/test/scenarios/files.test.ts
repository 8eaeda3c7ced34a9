/** Files that clients send: what is taken, how much of it, who may read it, and that nothing of a refusal stays. */

import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { BOUNDARY, CONTENT_TYPE, encode, jpeg, type Part, pdf, png } from '../harness/multipart.ts';
import { until } from '../harness/until.ts';
import {
  createRegistrar,
  document,
  fields,
  LARGEST,
  photo,
  type Registrar,
  stored,
  TOO_LARGE,
} from './registration.fixture.ts';

const SOME_CODE = '123456';

const copies = (count: number): Part[] => Array.from({ length: count }, () => document());

function fieldsOf({ body }: Answer): (string | undefined)[] {
  return body.errors.map(({ field }) => field).sort();
}

describe('files that clients send', () => {
  let app: TestApp;
  let registrar: Registrar;
  let person: Person;
  before(async () => {
    app = await startTestApp({ settings: { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000' } });
    registrar = createRegistrar(app);
    person = await app.newPerson();
  });
  after(() => app.stop());

  /** Sends a form that must be refused, and demands that nothing of it is left. */
  const refused = async (parts: readonly Part[] | Buffer, status: number, code: string): Promise<Answer> => {
    const before = await stored(app);
    const answer = await registrar.send(person, Buffer.isBuffer(parts) ? parts : encode(parts));
    assert.equal(answer.body.code, code, answer.text);
    assert.equal(answer.status, status);
    await until('nothing of the refused form is left', async () => {
      const left = await stored(app);
      return left.waiting === 0 && left.onDisk.join() === before.onDisk.join();
    });
    return answer;
  };
  const good = (): Part[] => fields(person, SOME_CODE);

  it('are judged by their content: a name and a declared type are believed by nobody', async () => {
    const script = Buffer.from(`#!/bin/sh\necho ${'x'.repeat(5000)}\n`);
    for (const value of [script, pdf(), Buffer.alloc(0), Buffer.from('GIF89a')]) {
      const parts = [...good(), { name: 'photoId', value, fileName: 'me.jpg', type: 'image/jpeg' }];
      const answer = await refused(parts, 422, 'request.unprocessable');
      assert.deepEqual(fieldsOf(answer), ['photoId']);
    }
    const parts = [...good(), photo(), { name: 'businessDocuments', value: script, fileName: 'cac.pdf' }];
    assert.deepEqual(fieldsOf(await refused(parts, 422, 'request.unprocessable')), ['businessDocuments']);
  });

  it('have at most 5 MiB each: one byte more is refused, wherever it comes', async () => {
    const tooLarge = await refused([...good(), photo(TOO_LARGE)], 413, 'request.body_too_large');
    assert.deepEqual(fieldsOf(tooLarge), ['photoId']);
    await refused([...good(), photo(), { ...document(TOO_LARGE) }], 413, 'request.body_too_large');
    await refused([...good(), photo(LARGEST)], 422, 'bvn.code_invalid');
  });

  it('are told of together with every other problem of the form', async () => {
    const parts = fields(person, SOME_CODE, { bvn: '12', otp: undefined, stateId: 'state_atlantis' });
    const answer = await refused([...parts, document(png()), ...copies(11)], 400, 'request.invalid');
    assert.deepEqual(fieldsOf(answer), ['businessDocuments', 'bvn', 'otp', 'photoId', 'stateId']);
  });

  it('come as often as their part allows and no more; a text in their place is no file', async () => {
    const eleven = await refused([...good(), photo(), ...copies(11)], 422, 'request.unprocessable');
    assert.deepEqual(fieldsOf(eleven), ['businessDocuments']);
    assert.deepEqual(fieldsOf(await refused([...good(), photo(), photo()], 422, 'request.unprocessable')), ['photoId']);
    assert.deepEqual(
      fieldsOf(await refused([...good(), { name: 'photoId', value: 'me.jpg' }], 400, 'request.invalid')),
      ['photoId'],
    );
    await refused([...good(), photo(), ...copies(60)], 413, 'request.body_too_large');
  });

  it('stand beside fields that are strict: none twice, none as a file, none endless, none that is not UTF-8', async () => {
    const twice = await refused([...good(), { name: 'otp', value: SOME_CODE }, photo()], 400, 'request.invalid');
    assert.deepEqual(fieldsOf(twice), ['otp']);
    const asFile = [...fields(person, SOME_CODE, { otp: undefined }), { name: 'otp', value: Buffer.from(SOME_CODE) }];
    assert.deepEqual(fieldsOf(await refused([...asFile, photo()], 400, 'request.invalid')), ['otp']);
    const long = fields(person, SOME_CODE, { residentialAddress: 'a'.repeat(5000) });
    await refused([...long, photo()], 413, 'request.body_too_large');
    const many = Array.from({ length: 100 }, (_, index) => ({ name: `extra${index}`, value: 'x' }));
    await refused([...many, ...good(), photo()], 413, 'request.body_too_large');
    const broken = encode([{ name: 'residentialAddress', value: 'PLACE' }]);
    broken.set([0xff, 0xfe, 0x80], broken.indexOf('PLACE'));
    await refused(broken, 400, 'request.malformed_body');
    await refused([...good(), photo(), { name: '__proto__', value: 'x' }], 400, 'request.malformed_body');
  });

  it('in a form that is cut off, nested or no form at all are refused', async () => {
    const whole = encode([...good(), photo()]);
    for (const length of [whole.length - 10, whole.length - 200, 300, 20])
      await refused(whole.subarray(0, length), 400, 'request.malformed_body');
    await refused(encode([...good(), photo()], { isEnded: false }), 400, 'request.malformed_body');
    await refused(Buffer.from('no form'), 400, 'request.malformed_body');
    const nested = encode([{ name: 'photoId', value: encode([photo()]), fileName: 'nested' }]);
    assert.equal((await registrar.send(person, nested)).status < 500, true);
    for (const type of [
      'multipart/form-data',
      'multipart/form-data; boundary=',
      `multipart/mixed; boundary=${BOUNDARY}`,
    ])
      assert.ok([400, 415].includes((await registrar.send(person, whole, type)).status), type);
    const json = await registrar.send(person, Buffer.from('{}'), 'application/json');
    assert.equal(json.body.code, 'request.unsupported_media_type');
    assert.equal((await stored(app)).waiting, 0);
  });

  it('are not read of a caller who is not let in: he gets his answer before he has sent them', async () => {
    const answer = await untilAnswered(`Content-Length: 9000000\r\nSECRET_KEY: ${person.key}\r\n`, '');
    assert.match(answer, /^HTTP\/1\.1 401 /);
    assert.match(answer, /credentials\.token_missing/);
  });

  it('of a client that falls silent are given up with 408, of one that announces too many with 413, and none is left', async () => {
    const credentials = `Authorization: Bearer ${person.token}\r\nSECRET_KEY: ${person.key}\r\n`;
    const start = encode([...good(), photo(jpeg(200_000))]).subarray(0, 100_000);
    const [silent, greedy] = await Promise.all([
      untilAnswered(`${credentials}Content-Length: 300000\r\n`, start),
      untilAnswered(`${credentials}Content-Length: 900000000\r\n`, start),
    ]);
    assert.match(silent, /^HTTP\/1\.1 408 .*request\.timeout/s);
    assert.match(greedy, /^HTTP\/1\.1 413 .*request\.body_too_large/s);
    await until('nothing is left', async () => (await stored(app)).waiting === 0);
  });

  it('of a client that hangs up in the middle are gone at once', async () => {
    const before = await stored(app);
    const start = encode([...good(), photo(jpeg(200_000))]).subarray(0, 150_000);
    const { port } = new URL(app.origin);
    const socket = connect(Number(port), '127.0.0.1');
    const credentials = `Authorization: Bearer ${person.token}\r\nSECRET_KEY: ${person.key}\r\n`;
    socket.write(`${requestHead()}${credentials}Content-Length: 300000\r\n\r\n`);
    socket.write(start);
    await until('the file arrives', async () => (await stored(app)).waiting === 1);
    socket.destroy();
    await until('it is gone', async () => (await stored(app)).waiting === 0);
    assert.deepEqual(await stored(app), before);
  });

  const requestHead = (): string =>
    `PATCH /api/v1/clients/business/complete-registration HTTP/1.1\r\nHost: x\r\nContent-Type: ${CONTENT_TYPE}\r\n`;

  /** Sends so much and no more, and reads until the answer is there. */
  const untilAnswered = (headers: string, bytes: string | Buffer): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(app.origin).port), '127.0.0.1');
      let text = '';
      socket.setTimeout(15_000, () => socket.destroy(new Error('no answer')));
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        text += chunk.toString('utf8');
        if (!text.includes('"requestId"')) return;
        socket.destroy();
        resolve(text);
      });
      socket.write(`${requestHead()}${headers}\r\n`);
      socket.write(bytes);
    });

  it('keep no name of the client: they lie under their ids, readable for the server alone', async () => {
    const owner = await app.newPerson();
    const code = await registrar.codeFor(owner);
    const evil = ['../../../../etc/cron.d/x', '..\\..\\x.exe', '/etc/passwd', 'a\u0000b.pdf'];
    const parts = evil.map((fileName) => ({ ...document(), fileName }));
    expectOk(
      await registrar.complete(owner, [...fields(owner, code), { ...photo(), fileName: '../me.jpg' }, ...parts]),
    );
    const { onDisk } = await stored(app);
    assert.equal(onDisk.length >= 5, true);
    for (const name of onDisk) assert.match(name, /^doc_[0-9a-hjkmnp-tv-z]{30}$/);
    const [name = ''] = onDisk;
    const path = join(app.config.dataDir, 'files', name.slice(-2), name);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(path, '..'))).mode & 0o777, 0o700);
  });

  it('open to the members of their business with all three credentials, as a download of their own type', async () => {
    const owner = await app.newPerson();
    const code = await registrar.codeFor(owner);
    const sent = { photo: png(), certificate: pdf(30_000) };
    expectOk(await registrar.complete(owner, [...fields(owner, code), photo(sent.photo), document(sent.certificate)]));
    const { data } = expectOk(await app.call('GET', 'clients/business/details', owner));
    const path = new URL(data.businessDocumentsUrls[0]).pathname;
    const headers = { Authorization: `Bearer ${owner.token}`, SECRET_KEY: owner.key, businessId: owner.businessId };
    const response = await fetch(app.origin + path, { headers });
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), sent.certificate);
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    assert.equal(response.headers.get('content-length'), '30000');
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="doc_\w+\.pdf"$/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const picture = await fetch(app.origin + new URL(data.photoIdUrl).pathname, { headers });
    assert.equal(picture.headers.get('content-type'), 'image/png');
    assert.deepEqual(Buffer.from(await picture.arrayBuffer()), sent.photo);

    const { token, key, businessId } = owner;
    for (const part of [{}, { token, key }, { token, businessId }, { key, businessId }])
      assert.equal((await app.call('GET', path, part)).status, 401);
    const foreign = await app.call('GET', path, person);
    assert.deepEqual([foreign.status, foreign.body.code], [404, 'document.not_found']);
  });

  it('that a crash left are cleared away after an hour, and cannot be kept any more', async () => {
    const { clientId } = person;
    const { database, files, sweeper } = app.app;
    const upload = await files.receive(clientId as never, chunks(jpeg()), ['image/jpeg']);
    assert.ok(upload);
    await sweeper.run();
    assert.equal((await stored(app)).waiting, 1, 'one of a request that is still going on stays');
    assert.equal(await files.open(clientId as never, upload.id), undefined);
    app.clock.advance(3601);
    await sweeper.run();
    assert.equal((await stored(app)).waiting, 0);
    const keeping = database.transaction((transaction) => files.keep(transaction, clientId as never, upload));
    await assert.rejects(keeping, { code: 'service.unavailable' });
  });
});

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

describe('files in an S3-compatible store', () => {
  const objects = new Map<string, Buffer>();
  const authorizations: string[] = [];
  let isDown = false;
  let bucket: Server;
  let app: TestApp;
  let registrar: Registrar;
  before(async () => {
    bucket = createServer(async (request, response) => {
      authorizations.push(request.headers.authorization ?? '');
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk as Buffer);
      const path = request.url ?? '';
      if (isDown) return void response.writeHead(500).end('no');
      if (request.method === 'PUT') objects.set(path, Buffer.concat(body));
      if (request.method === 'DELETE') objects.delete(path);
      const object = objects.get(path);
      if (request.method === 'GET' && object === undefined) return void response.writeHead(404).end();
      response.end(request.method === 'GET' ? object : undefined);
    });
    await new Promise<void>((resolve) => void bucket.listen(0, '127.0.0.1', resolve));
    app = await startTestApp({
      settings: {
        INTERSTELLAS_FILES_S3_URL: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}/papers/prefix`,
        INTERSTELLAS_FILES_S3_REGION: 'af-south-1',
        INTERSTELLAS_FILES_S3_ACCESS_KEY_ID: 'AKIAEXAMPLE',
        INTERSTELLAS_FILES_S3_SECRET_ACCESS_KEY: 'a-secret-that-stays-here',
      },
    });
    registrar = createRegistrar(app);
  });
  after(async () => {
    await app.stop();
    bucket.closeAllConnections();
    bucket.close();
  });

  it('are stored by signed requests, read back byte for byte, and removed after a refusal', async () => {
    const owner = await app.newPerson();
    const code = await registrar.codeFor(owner);
    const refusal = await registrar.complete(owner, [...fields(owner, '000000'), photo(), document()]);
    assert.equal(refusal.body.code, 'bvn.code_invalid');
    assert.equal(objects.size, 0);
    const certificate = pdf(50_000);
    expectOk(await registrar.complete(owner, [...fields(owner, code), photo(), document(certificate)]));
    assert.equal(objects.size, 2);
    for (const path of objects.keys()) assert.match(path, /^\/papers\/prefix\/doc_\w+$/);
    const signature =
      /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/af-south-1\/s3\/aws4_request, SignedHeaders=.*Signature=[0-9a-f]{64}$/;
    for (const authorization of authorizations) assert.match(authorization, signature);
    const { data } = expectOk(await app.call('GET', 'clients/business/details', owner));
    const headers = { Authorization: `Bearer ${owner.token}`, SECRET_KEY: owner.key, businessId: owner.businessId };
    const response = await fetch(app.origin + new URL(data.businessDocumentsUrls[0]).pathname, { headers });
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), certificate);
    assert.ok(app.logLines.every((line) => !line.includes('a-secret-that-stays-here')));
  });

  it('out of reach are a 503, and nothing is registered', async () => {
    const owner = await app.newPerson();
    const code = await registrar.codeFor(owner);
    isDown = true;
    const answer = await registrar.complete(owner, [...fields(owner, code), photo()]);
    isDown = false;
    assert.deepEqual([answer.status, answer.body.code], [503, 'service.unavailable']);
    expectOk(await registrar.complete(owner, [...fields(owner, code), photo()]));
  });
});
