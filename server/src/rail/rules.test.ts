/** Which response code says what of an order, what session ids are made of, and how simulated banks behave. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemRandom } from '../platform/random.ts';
import { createCodes, meaningOf, statusOf } from './codes.ts';
import { createSessionIds } from './session-id.ts';
import { behaviourOf, holderOf, LATER_SECONDS, truthOf } from './simulated-banks.ts';

const codes = createCodes();

describe('a response code', () => {
  it('means success only when it is 00', () => {
    const all = Array.from({ length: 100 }, (_, code) => String(code).padStart(2, '0'));
    assert.deepEqual(
      all.filter((code) => codes.stateOf(code) === 'successful'),
      ['00'],
    );
  });

  it('never means failure where money may have moved, and so never when nobody knows it', () => {
    const unclear = ['01', '09', '26', '68', '91', '94', '96', '97', '', '0', '000', '02', '99', 'XX', 'constructor'];
    for (const code of unclear) assert.equal(codes.stateOf(code), 'unknown', code);
    assert.equal(meaningOf('constructor'), 'No answer');
  });

  it('means failure where NIP says that it has failed', () => {
    const failures = ['03', '05', '06', '07', '08', '12', '13', '14', '15', '16', '17', '18', '21', '25', '30', '34'];
    const more = ['35', '51', '57', '58', '61', '63', '65', '69', '70', '71', '92'];
    for (const code of [...failures, ...more]) {
      assert.equal(codes.stateOf(code), 'failed', code);
      assert.notEqual(meaningOf(code), 'No answer');
    }
  });

  it('of a partner that spells codes otherwise is read as NIP has it', () => {
    const swapped = createCodes(
      new Map([
        ['12', '09'],
        ['09', '12'],
        ['APPROVED', '00'],
      ]),
    );
    const said = (responseCode: string) => statusOf(swapped, { responseCode, isReversed: false });
    assert.deepEqual(said('12'), { state: 'unknown', responseCode: '09' });
    assert.deepEqual(said('09'), { state: 'failed', responseCode: '12' });
    assert.deepEqual(said('APPROVED'), { state: 'successful', responseCode: '00' });
  });

  it('of a status tells absence by 25 alone, and with a reversal what became of the money', () => {
    const status = (responseCode: string, isReversed: boolean) => statusOf(codes, { responseCode, isReversed }).state;
    assert.equal(status('25', false), 'absent');
    assert.equal(status('25', true), 'unknown');
    assert.equal(status('00', false), 'successful');
    assert.equal(status('00', true), 'reversed');
    assert.equal(status('91', false), 'unknown');
    assert.equal(status('91', true), 'failed');
  });
});

describe('a session id', () => {
  it('is the NIP code, the time in Lagos and twelve digits that differ', () => {
    const clock = { now: () => Date.parse('2026-12-31T23:30:05.999Z'), monotonic: () => 0 };
    const sessionIds = createSessionIds({ clock, random: systemRandom, nipCode: '090262' });
    const made = Array.from({ length: 1000 }, () => sessionIds.next());
    for (const id of made) assert.match(id, /^090262270101003005\d{12}$/);
    assert.equal(new Set(made).size, made.length);
  });
});

describe('a simulated bank', () => {
  it('says of an account always that it is the same person’s, and of different accounts that they are different people’s', () => {
    const names = Array.from({ length: 50 }, (_, index) => {
      const account = { bankCode: '000013', accountNumber: String(1_000_000_000 + index) };
      assert.deepEqual(holderOf(account), holderOf({ ...account }));
      const holder = holderOf(account);
      assert.ok(holder.isFound);
      assert.match(holder.accountName, /^[A-Z]+ [A-Z]+ [A-Z]+$/);
      assert.match(holder.bvn, /^22\d{9}$/);
      return holder.accountName;
    });
    assert.ok(new Set(names).size > 40);
  });

  it('behaves by the account number, as documented', () => {
    const now = (number: string) => truthOf(behaviourOf(number), 0);
    const later = (number: string) => truthOf(behaviourOf(number), LATER_SECONDS * 1000);
    const of = (number: string) =>
      [behaviourOf(number).answer, now(number), later(number)].map((one) => `${one.state} ${one.responseCode}`);
    const same = (words: string) => [words, words, words];
    assert.deepEqual(of('0117170332'), same('successful 00'));
    assert.deepEqual(of('0000000000'), same('failed 07'));
    assert.deepEqual(of('0000000001'), same('successful 00'));
    assert.deepEqual(of('0000000002'), ['unknown 09', 'unknown 09', 'successful 00']);
    assert.deepEqual(of('0000000003'), ['unknown 09', 'unknown 09', 'failed 91']);
    assert.deepEqual(of('0000000004'), ['successful 00', 'successful 00', 'reversed 00']);
    assert.deepEqual(of('0000000005'), ['unknown 01', 'unknown 01', 'successful 00']);
    assert.deepEqual(of('0000000006'), same('failed 06'));
    assert.deepEqual(of('0000000007'), same('failed 61'));
    assert.deepEqual(of('0000000008'), same('failed 08'));
    assert.deepEqual(of('0000000009'), ['unknown 09', 'successful 00', 'successful 00']);
    for (let last = 1; last < 10; last += 1)
      assert.ok(holderOf({ bankCode: '000013', accountNumber: `000000000${last}` }).isFound);
  });
});
