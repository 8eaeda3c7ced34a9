/** Counting the use of keys: exact whatever happens meanwhile, and bounded. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createUseCounts, type KeyUse, type UseCounts } from './use-counts.ts';

const NOON = Date.UTC(2026, 6, 1, 12);
const DAY_MS = 24 * 60 * 60 * 1000;

function useOf(key: number, more: Partial<KeyUse> = {}): KeyUse {
  const ids = { clientId: 'client_1', keyId: `key_${key}`, businessId: 'biz_1' } as unknown as KeyUse;
  return { ...ids, address: '203.0.113.9', at: NOON, ...more };
}

/** What was told, settled as it would be once written down. */
function tell(counts: UseCounts, size = 500) {
  return [...counts.batches(size)].flatMap((batch) =>
    batch.map((portion) => {
      portion.settle();
      return portion.row;
    }),
  );
}

const sum = (rows: readonly { readonly requests: number }[]): number =>
  rows.reduce((total, { requests }) => total + requests, 0);

describe('the counts of use', () => {
  it('make room for further keys and lose none, and none is new twice while there is room', () => {
    const counts = createUseCounts();
    const keys = 100_000;
    let seenFirst = 0;
    for (let turn = 0; turn < 2; turn += 1) {
      for (let key = 0; key < keys; key += 1) if (counts.add(useOf(key))) seenFirst += 1;
    }
    assert.equal(seenFirst, keys);
    for (let key = keys; key < 2.1 * keys; key += 1) counts.add(useOf(key));
    const rows = tell(counts);
    assert.equal(sum(rows), 3.1 * keys);
    assert.equal(new Set(rows.map(({ keyId }) => keyId)).size, 2.1 * keys);
    assert.deepEqual(tell(counts), []);
  });

  it('keep what came while they were told, for the next time', () => {
    const counts = createUseCounts();
    for (let key = 0; key < 4; key += 1) counts.add(useOf(key));
    let told = 0;
    for (const batch of counts.batches(2)) {
      // Between the making of a portion and its settling, of the same key and of another.
      counts.add(useOf(0));
      counts.add(useOf(9));
      for (const portion of batch) {
        told += portion.row.requests;
        portion.settle();
      }
    }
    assert.equal(told + sum(tell(counts)), 8);
  });

  it('tell each day by itself, each source with its first and last time', () => {
    const counts = createUseCounts();
    counts.add(useOf(1));
    counts.add(useOf(1, { at: NOON + 5000, address: '2001:db8:1:2:3::4' }));
    counts.add(useOf(1, { at: NOON + DAY_MS }));
    const [first, second] = tell(counts);
    assert.deepEqual(
      [first, second].map((row) => [row?.day, row?.requests]),
      [
        ['2026-07-01', 2],
        ['2026-07-02', 1],
      ],
    );
    const at = '2026-07-01T12:00:00.000Z';
    const later = '2026-07-01T12:00:05.000Z';
    assert.equal(first?.lastAddress, '2001:db8:1:2:3::4');
    assert.deepEqual(first?.sources, [
      { kind: 'address', source: '203.0.113.9', requests: 1, firstAt: at, lastAt: at },
      { kind: 'business', source: 'biz_1', requests: 2, firstAt: at, lastAt: later },
      { kind: 'address', source: '2001:db8:1:2::/64', requests: 1, firstAt: later, lastAt: later },
    ]);
  });
});
