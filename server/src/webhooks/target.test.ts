/** What a client names as his server never leads us into our own machine or network. */

import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { createSender } from './send.ts';
import { createTargets, type NetworkAddress, type TargetRules } from './target.ts';

const PRODUCTION: TargetRules = { environment: 'production', privateTargets: [], allowsLoopback: false };
const SANDBOX: TargetRules = { ...PRODUCTION, environment: 'sandbox' };
const PUBLIC: NetworkAddress = { address: '93.184.215.14', family: 4 };

/** Addresses that may not be sent to, in every spelling. */
const BLOCKED = [
  '0.0.0.0',
  '0.1.2.3',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  // Other spellings of 127.0.0.1, 10.0.0.1 and 169.254.169.254.
  '0x7f.1',
  '2130706433',
  '127.1',
  '017700000001',
  '0x7f000001',
  '127.0.0.1.',
  '１２７.０.０.１',
  '10.1',
  '0xa9fea9fe',
  '[::]',
  '[::1]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:a9fe:a9fe]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::a00:1]',
  '[2002:7f00:1::]',
  '[2001:0:1::1]',
  '[fc00::1]',
  '[fdff::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
];

describe('the address of a webhook', () => {
  it('is refused when it is that of this machine or of a private network, however it is spelt', () => {
    for (const rules of [PRODUCTION, SANDBOX]) {
      const { problemOf } = createTargets(rules);
      for (const host of BLOCKED) assert.match(problemOf(`https://${host}/hook`) ?? '', /public Internet/, host);
      for (const host of ['93.184.215.14', '172.32.0.1', '[2606:2800:21f:cb07:6820:80da:af6b:8b2c]', 'example.com'])
        assert.equal(problemOf(`https://${host}/hook`), undefined, host);
    }
  });

  it('is https on port 443 in production, and holds no user name', () => {
    const { problemOf } = createTargets(PRODUCTION);
    for (const url of ['http://example.com', 'ftp://example.com', 'file:///etc/passwd', 'example.com', 'https://', ''])
      assert.notEqual(problemOf(url), undefined, url);
    for (const url of ['https://example.com:22/', 'https://me@example.com/', 'https://:secret@example.com/'])
      assert.notEqual(problemOf(url), undefined, url);
    assert.equal(problemOf('https://example.com:443/hook?a=b'), undefined);
    const sandbox = createTargets(SANDBOX);
    assert.equal(sandbox.problemOf('http://example.com:8080/hook'), undefined);
    assert.notEqual(sandbox.problemOf('ftp://example.com/'), undefined);
  });

  it('is refused when its name leads to a blocked address, be it one of several', async () => {
    for (const address of ['127.0.0.1', '10.0.0.7', '::1', '::ffff:10.0.0.7', 'fd00::1', '169.254.169.254']) {
      const family = address.includes(':') ? 6 : 4;
      const { problemOnTheNetwork } = createTargets({
        ...PRODUCTION,
        resolve: async () => [PUBLIC, { address, family }],
      });
      assert.match((await problemOnTheNetwork('https://shop.example/')) ?? '', /public Internet/, address);
    }
    for (const name of ['localhost', 'api.localhost', 'localhost.'])
      assert.match((await createTargets(PRODUCTION).problemOnTheNetwork(`https://${name}/`)) ?? '', /public Internet/);
    const open = createTargets({ ...PRODUCTION, resolve: async () => [PUBLIC] });
    assert.equal(await open.problemOnTheNetwork('https://shop.example/'), undefined);
    const unknown = createTargets({ ...PRODUCTION, resolve: () => Promise.reject(new Error('no such name')) });
    assert.equal(await unknown.problemOnTheNetwork('https://not-yet.example/'), undefined);
  });

  it('may be in the networks that the operator names, and on this machine where nobody else can ask', () => {
    const named = createTargets({ ...PRODUCTION, privateTargets: ['10.20.0.0/16', 'fd00::/8'] });
    for (const host of ['10.20.1.1', '[fd00::1]', '[::ffff:10.20.1.1]'])
      assert.equal(named.problemOf(`https://${host}/`), undefined, host);
    for (const host of ['10.21.1.1', '127.0.0.1', '169.254.169.254'])
      assert.notEqual(named.problemOf(`https://${host}/`), undefined, host);
    const here = createTargets({ ...SANDBOX, allowsLoopback: true });
    assert.equal(here.problemOf('http://127.0.0.1:3000/'), undefined);
    assert.notEqual(here.problemOf('http://10.0.0.1/'), undefined);
  });
});

describe('a request to a webhook', () => {
  const closers: (() => void)[] = [];
  after(() => {
    for (const close of closers) close();
  });
  /** A server on loopback, and what it was asked. */
  const listen = async (answer: RequestListener) => {
    const hosts: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      hosts.push(request.headers.host);
      answer(request, response);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    closers.push(() => void server.close().closeAllConnections());
    return { port: (server.address() as AddressInfo).port, hosts };
  };
  const signal = new AbortController().signal;
  const sendTo = (url: string, rules: TargetRules, timeoutMs = 5000) =>
    createSender({ targets: createTargets(rules), timeoutMs })({ url, headers: {}, body: '{}', signal });
  const here: TargetRules = { ...SANDBOX, allowsLoopback: true };

  it('connects to the addresses that were judged, whatever the name means a moment later', async () => {
    const { port, hosts } = await listen((_request, response) => response.end());
    const meanings: NetworkAddress[][] = [[PUBLIC], [{ address: '127.0.0.1', family: 4 }]];
    const rebinding = createTargets({ ...SANDBOX, resolve: async () => meanings.shift() ?? [] });
    const url = `http://shop.example:${port}/`;
    assert.equal(await rebinding.problemOnTheNetwork(url), undefined);
    const outcome = await createSender({ targets: rebinding })({ url, headers: {}, body: '{}', signal });
    assert.deepEqual([outcome, hosts], [{ failure: 'target_refused' }, []]);
    // The name is asked once and stays the name: the address that it stood for is connected to.
    let asked = 0;
    const resolve = async (): Promise<NetworkAddress[]> => {
      asked += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    assert.ok('status' in (await sendTo(url, { ...here, resolve })));
    assert.deepEqual([asked, hosts], [1, [`shop.example:${port}`]]);
  });

  it('is not sent to an address that is refused by now, though it was accepted once', async () => {
    const { port, hosts } = await listen((_request, response) => response.end());
    assert.deepEqual(await sendTo(`http://127.0.0.1:${port}/`, SANDBOX), { failure: 'target_refused' });
    assert.deepEqual(hosts, []);
  });

  it('follows no redirect and asks no proxy', async () => {
    const inner = await listen((_request, response) => response.end());
    const outer = await listen((_request, response) =>
      response.writeHead(307, { Location: `http://127.0.0.1:${inner.port}/` }).end(),
    );
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${inner.port}`;
    process.env['NODE_USE_ENV_PROXY'] = '1';
    const outcome = await sendTo(`http://127.0.0.1:${outer.port}/`, here);
    delete process.env['HTTP_PROXY'];
    delete process.env['NODE_USE_ENV_PROXY'];
    assert.ok('status' in outcome && outcome.status === 307);
    assert.deepEqual([inner.hosts.length, outer.hosts.length], [0, 1]);
  });

  it('reads 64 KB of an answer and no more, unpacks nothing, and ends when its time is over', async () => {
    const flood = await listen((request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', write);
      request.socket.on('error', () => undefined);
      write();
    });
    const begun = performance.now();
    const outcome = await sendTo(`http://127.0.0.1:${flood.port}/`, here, 20_000);
    assert.ok('head' in outcome && outcome.head.length === 65_536);
    assert.ok(performance.now() - begun < 10_000, 'it ends when enough is read');

    const silent = await listen(() => undefined);
    assert.deepEqual(await sendTo(`http://127.0.0.1:${silent.port}/`, here, 100), { failure: 'timeout' });
    const slow = await listen((_request, response) => void response.writeHead(201).write('begun'));
    const cut = await sendTo(`http://127.0.0.1:${slow.port}/`, here, 100);
    assert.deepEqual(cut, { status: 201, head: 'begun', retryAfter: undefined });
  });

  it('says in one word why there was no answer', async () => {
    const { port } = await listen((request) => void request.socket.end('not HTTP\r\n\r\n'));
    assert.deepEqual(await sendTo(`http://127.0.0.1:${port}/`, here), { failure: 'answer_broken' });
    assert.deepEqual(await sendTo(`https://127.0.0.1:${port}/`, here), { failure: 'tls_failed' });
    const reset = await listen((request) => void request.socket.destroy());
    assert.deepEqual(await sendTo(`http://127.0.0.1:${reset.port}/`, here), { failure: 'connection_failed' });
    assert.deepEqual(await sendTo('http://127.0.0.1:9/', here), { failure: 'connection_failed' });
    const error = Object.assign(new Error('no such name'), { code: 'ENOTFOUND', syscall: 'queryA' });
    const unknown = { ...here, resolve: () => Promise.reject(error) };
    assert.deepEqual(await sendTo('http://nowhere.example/', unknown), { failure: 'name_unresolved' });
  });
});
