/** Proves that refusals are counted, not multiplied: when they are written, how many kinds are told apart, and what a broken store does to the counts. */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { ClientId } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import type { Refusal } from './event.ts';
import { type CountedRefusals, createRefusals, type Refusals } from './refusals.ts';

const SECOND = 1000;
const refusal = (change: Partial<Refusal> = {}): Refusal => ({
  action: 'keys.list',
  code: 'permission.denied',
  clientId: 'client_1' as ClientId,
  actor: { address: '203.0.113.7' },
  ...change,
});

describe('counted refusals', () => {
  let now: number;
  let written: { readonly action: string; readonly count: number }[];
  let broken: Error | undefined;
  let logged: string[];
  let refusals: Refusals;

  beforeEach(() => {
    now = 0;
    written = [];
    logged = [];
    broken = undefined;
    mock.timers.enable({ apis: ['setInterval'] });
    const write = async ({ refusal: { action }, count }: CountedRefusals): Promise<void> => {
      if (broken !== undefined) throw broken;
      written.push({ action, count });
    };
    const clock = { now: () => 0, monotonic: () => now };
    const log = createLog({ level: 'warn', write: (line) => void logged.push(line) });
    refusals = createRefusals({ clock, log, write });
    refusals.start();
  });
  afterEach(async () => {
    await refusals.stop();
    mock.timers.reset();
  });

  async function pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= SECOND) {
      now += SECOND;
      mock.timers.tick(SECOND);
      await new Promise(setImmediate);
    }
  }

  it('are written within a second the first time, and then once a minute for as long as they come', async () => {
    for (let second = 0; second < 180; second += 1) {
      refusals.add(refusal());
      await pass(SECOND);
    }
    assert.equal(written.length, 3);
    assert.deepEqual(written[0], { action: 'keys.list', count: 1 });
    assert.equal(written[1]?.count, 60);
  });

  it('are forgotten after a quiet minute, so that the next is written within a second again', async () => {
    refusals.add(refusal());
    await pass(130 * SECOND);
    refusals.add(refusal());
    await pass(SECOND);
    assert.deepEqual(
      written.map(({ count }) => count),
      [1, 1],
    );
  });

  it('of one source, user, key, operation and code are one kind, and others are kinds of their own', async () => {
    const kinds = [
      refusal(),
      refusal({ action: 'keys.create' }),
      refusal({ code: 'key.scope_insufficient' }),
      refusal({ actor: { address: '203.0.113.8' } }),
      refusal({ actor: { address: '203.0.113.7', userId: 'usr_1' as never } }),
      refusal({ actor: { address: '203.0.113.7', keyId: 'key_1' as never } }),
      refusal({ clientId: 'client_2' as ClientId }),
    ];
    for (const kind of [...kinds, ...kinds]) refusals.add(kind);
    // Neither of these makes a difference: they would let one caller make as many kinds as he likes.
    refusals.add(refusal({ objectId: 'other', details: { other: true } }));
    refusals.add(refusal({ actor: { address: '203.0.113.7', requestId: 'req_1' as never, userAgent: 'other' } }));
    await pass(SECOND);
    assert.deepEqual(
      written.map(({ count }) => count),
      [4, 2, 2, 2, 2, 2, 2],
    );
    refusals.add(refusal({ clientId: 'client_3' as ClientId, actor: { address: '2001:db8::1' } }));
    refusals.add(refusal({ clientId: 'client_3' as ClientId, actor: { address: '2001:db8::2' } }));
    await pass(SECOND);
    assert.deepEqual(written.at(-1)?.count, 2, 'one customer, whole /64');
  });

  it('of more than twenty kinds in one account are counted together, without touching another account', async () => {
    for (let index = 0; index < 1000; index += 1) refusals.add(refusal({ action: `test.${index}` }));
    refusals.add(refusal({ clientId: 'client_2' as ClientId }));
    await pass(SECOND);
    assert.equal(written.length, 22);
    assert.deepEqual(
      written.filter(({ action }) => action === 'audit.further-refusals'),
      [{ action: 'audit.further-refusals', count: 980 }],
    );
  });

  it('take bounded memory however many accounts they are spread over, and what is beyond is told in the log', async () => {
    for (let index = 0; index < 6000; index += 1) refusals.add(refusal({ clientId: `client_${index}` as ClientId }));
    await pass(SECOND);
    await refusals.flush();
    assert.equal(written.length, 5000);
    assert.ok(logged.some((line) => line.includes('"count":1000')));
  });

  it('of hundreds of accounts, however many kinds each, leave room for those of another', async () => {
    for (let index = 0; index < 6000; index += 1)
      refusals.add(refusal({ clientId: `client_${index % 300}` as ClientId, action: `test.${index % 20}.${index}` }));
    refusals.add(refusal({ clientId: 'client_quiet' as ClientId, action: 'test.quiet' }));
    await pass(SECOND);
    assert.ok(written.some(({ action }) => action === 'test.quiet'));
    assert.equal(
      written.reduce((total, { count }) => total + count, 0),
      6001,
      'none is only told in the log',
    );
  });

  it('are kept while the store is out of reach, and written when it is back', async () => {
    broken = Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' });
    for (let index = 0; index < 3; index += 1) refusals.add(refusal());
    await pass(5 * SECOND);
    assert.deepEqual(written, []);
    broken = undefined;
    await pass(60 * SECOND);
    assert.deepEqual(written, [{ action: 'keys.list', count: 3 }]);
  });

  it('that the store does not accept are dropped, and do not keep the others from being written', async () => {
    broken = Object.assign(new Error('wrong'), { code: '22000' });
    refusals.add(refusal());
    await pass(SECOND);
    broken = undefined;
    refusals.add(refusal({ action: 'keys.create' }));
    await pass(SECOND);
    assert.deepEqual(written, [{ action: 'keys.create', count: 1 }]);
    assert.ok(logged.some((line) => line.includes('refusals not recorded')));
  });

  it('are all written when the process stops', async () => {
    refusals.add(refusal());
    await pass(SECOND);
    refusals.add(refusal());
    refusals.add(refusal());
    await refusals.stop();
    assert.deepEqual(
      written.map(({ count }) => count),
      [1, 2],
    );
  });
});
