/** Ids: their form, their order, and how much of them is chance. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createIds, idPattern, isId } from './ids.ts';
import { systemRandom } from './random.ts';

const at = (now: number) => createIds({ now: () => now, monotonic: () => 0 }, systemRandom);

describe('an id', () => {
  it('begins with the documented prefix of its kind and has the form that schemas demand', () => {
    const ids = at(Date.UTC(2026, 6, 1));
    const prefixes = { user: 'usr_', business: 'biz_', client: 'client_', customer: 'cust_', session: 'ses_' } as const;
    for (const [kind, prefix] of Object.entries(prefixes) as [keyof typeof prefixes, string][]) {
      const id = ids.next(kind);
      assert.ok(id.startsWith(prefix));
      assert.match(id, new RegExp(idPattern(kind)));
      assert.ok(isId(kind, id));
    }
  });

  it('is none of another kind, length, letter or case', () => {
    const id = at(0).next('business');
    const wrong = [
      '',
      'biz_',
      id.slice(0, -1),
      `${id}0`,
      id.toUpperCase(),
      id.replace('biz_', 'usr_'),
      ` ${id}`,
      `${id}\n`,
    ];
    for (const text of [...wrong, `${id.slice(0, -1)}i`, `${id.slice(0, -1)}u`, id.replace('_', '-'), `x${id}`]) {
      assert.ok(!isId('business', text), JSON.stringify(text));
      assert.doesNotMatch(text, new RegExp(idPattern('business')), JSON.stringify(text));
    }
  });

  it('sorts by the time it was made, by bytes', () => {
    const moments = [0, 1, 31, 32, 1023, 1024, 1_750_000_000_000, 1_750_000_000_001, 4_102_444_800_000, 2 ** 49];
    const ids = moments.map((moment) => at(moment).next('user'));
    assert.deepEqual(
      ids.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))),
      ids,
    );
  });

  it('holds a hundred random bits: none twice, every bit as often set as not, and independent of its neighbours', () => {
    const ids = at(1_750_000_000_000);
    const all = Array.from({ length: 4000 }, () => ids.next('session').slice(-20));
    assert.equal(new Set(all).size, all.length);
    const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
    const set = new Array<number>(100).fill(0);
    for (const text of all) {
      [...text].forEach((letter, place) => {
        for (let bit = 0; bit < 5; bit += 1) {
          if (alphabet.indexOf(letter) & (1 << bit)) set[place * 5 + bit] = (set[place * 5 + bit] ?? 0) + 1;
        }
      });
    }
    // Six standard deviations around the half: a fair bit leaves it once in a lifetime.
    const slack = 6 * Math.sqrt(all.length / 4);
    for (const count of set) assert.ok(Math.abs(count - all.length / 2) < slack, `${count} of ${all.length}`);
    const equalNeighbours = all.filter((text, index) => text.slice(0, 2) === all[index - 1]?.slice(0, 2)).length;
    assert.ok(equalNeighbours < 25);
  });
});
