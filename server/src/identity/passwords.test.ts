/** Hashing: strong, off the event loop, bounded in flight and in waiting. */

import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { Fault } from '../faults/index.ts';
import { createPasswords, type Passwords } from './passwords.ts';

const check = (passwords: Passwords, password: string, hash: string | undefined): Promise<boolean> =>
  passwords.inTurn((compare) => compare(password, hash));

describe('a password hash', () => {
  it('is argon2id with the parameters of OWASP, a salt of its own, and recognises only its password', async () => {
    const passwords = createPasswords({ concurrency: 2, queueLimit: 100 });
    const [one, other] = await Promise.all([passwords.hash('kola-nut morning'), passwords.hash('kola-nut morning')]);
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.notEqual(one, other);
    assert.equal(await check(passwords, 'kola-nut morning', one), true);
    assert.equal(await check(passwords, 'kola-nut mornin', one), false);
    assert.equal(await check(passwords, 'kola-nut morning', undefined), false);
  });

  it('sees every character: two passwords that differ only at byte 73, or at character 1,024, are two', async () => {
    const passwords = createPasswords({ concurrency: 2, queueLimit: 100 });
    for (const length of [72, 1023]) {
      const hash = await passwords.hash(`${'a'.repeat(length)}x`);
      assert.equal(await check(passwords, `${'a'.repeat(length)}y`, hash), false);
      assert.equal(await check(passwords, 'a'.repeat(length), hash), false);
      assert.equal(await check(passwords, `${'a'.repeat(length)}x`, hash), true);
    }
    const withNul = await passwords.hash('before\u0000after the zero');
    assert.equal(await check(passwords, 'before\u0000another thing', withNul), false);
  });

  it('is the same for two spellings of one text', async () => {
    const passwords = createPasswords({ concurrency: 2, queueLimit: 100 });
    const hash = await passwords.hash('cafe\u0301 ﬁles ①');
    assert.equal(await check(passwords, 'caf\u00e9 files 1', hash), true);
  });
});

describe('the work of hashing', () => {
  it('happens off the event loop, which goes on turning', async () => {
    const passwords = createPasswords({ concurrency: 2, queueLimit: 100 });
    let isDone = false;
    const work = Promise.all(Array.from({ length: 6 }, () => passwords.hash('kola-nut morning'))).then(() => {
      isDone = true;
    });
    let turns = 0;
    while (!isDone) {
      await new Promise(setImmediate);
      turns += 1;
    }
    await work;
    assert.ok(turns > 100, `the loop turned ${turns} times during six hashes`);
  });

  it('is in flight no more than the given number at once: the thread pool stays free for others', async () => {
    const passwords = createPasswords({ concurrency: 1, queueLimit: 100 });
    let finished = 0;
    const hashes = Array.from({ length: 16 }, () =>
      passwords.hash('kola-nut morning').then(() => {
        finished += 1;
      }),
    );
    // The pool takes its work in turn: behind sixteen hashes this would come back among the last.
    await stat('/');
    assert.ok(finished <= 4, `${finished} hashes came first`);
    await Promise.all(hashes);
  });

  it('waits in a bounded queue; beyond it the answer is 503 with Retry-After, and what was accepted is done', async () => {
    const passwords = createPasswords({ concurrency: 1, queueLimit: 3 });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => passwords.hash('kola-nut morning')));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Fault);
    assert.equal(refused.length, 6);
    for (const fault of refused) {
      assert.ok(fault instanceof Fault);
      assert.equal(fault.code, 'service.unavailable');
      assert.match(fault.headers['Retry-After'] ?? '', /^[1-9]\d*$/);
    }
    assert.match(await passwords.hash('kola-nut morning'), /^\$argon2id/, 'and then there is room again');
  });

  it('is the same for a user who does not exist: as much of the processor, through the same queue', async () => {
    const passwords = createPasswords({ concurrency: 1, queueLimit: 1 });
    const hash = await passwords.hash('kola-nut morning');
    const costOf = async (stored: string | undefined): Promise<number> => {
      const costs: number[] = [];
      for (let round = 0; round < 7; round += 1) {
        const before = process.cpuUsage();
        await check(passwords, 'plum tree', stored);
        const { user, system } = process.cpuUsage(before);
        costs.push(user + system);
      }
      return costs.sort((one, other) => one - other)[3] ?? 0;
    };
    const [known, unknown] = [await costOf(hash), await costOf(undefined)];
    assert.ok(unknown > known / 2 && unknown < known * 2, `${unknown} µs for nobody, ${known} µs for somebody`);
    const checks = Array.from({ length: 3 }, () => check(passwords, 'plum tree', undefined));
    const outcomes = await Promise.allSettled(checks);
    assert.equal(outcomes.filter((outcome) => outcome.status === 'rejected').length, 1);
  });
});
