/** Which passwords are accepted: by length in code points, not common, not made of what an attacker tries first. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { normalizePassword, passwordProblems } from './password-rules.ts';

const PERSON = { email: 'ngozi.bello@example.com', businessName: 'Kola Nut Traders' };
const inSandbox = (password: string): string[] => passwordProblems(password, { ...PERSON, environment: 'sandbox' });
const inProduction = (password: string): string[] =>
  passwordProblems(password, { ...PERSON, environment: 'production' });
const word = (length: number, letter = 'ж'): string => letter.repeat(length);

describe('the length of a password', () => {
  it('is at least 8 characters in a sandbox and 15 in production, and the answer says so', () => {
    assert.match(inSandbox(word(7)).join(), /at least 8 characters/);
    assert.deepEqual(inSandbox(word(8)), []);
    assert.match(inProduction(word(14)).join(), /at least 15 characters/);
    assert.deepEqual(inProduction(word(15)), []);
  });

  it('is at most 1,024 characters, and nothing shorter is refused for being long', () => {
    for (const length of [64, 72, 73, 128, 256, 1000, 1024]) assert.deepEqual(inProduction(word(length)), []);
    assert.match(inSandbox(word(1025)).join(), /at most 1024 characters/);
  });

  it('counts code points: an emoji is one character, not two or four', () => {
    assert.deepEqual(inSandbox(word(8, '🥭')), []);
    assert.match(inSandbox(word(7, '🥭')).join(), /at least 8/);
    assert.deepEqual(inSandbox(word(1024, '🥭')), []);
    assert.match(inSandbox(word(1025, '🥭')).join(), /at most 1024/);
  });

  it('is counted in the form that is hashed', () => {
    assert.match(
      inSandbox(`${'e\u0301'.repeat(7)}`).join(),
      /at least 8/,
      'seven letters, each with an accent of its own',
    );
    assert.equal(normalizePassword('ﬁle ①'), 'file 1');
  });
});

describe('the letters of a password', () => {
  it('may be anything: no class of characters is demanded or forbidden', () => {
    const letters = fc.string({ unit: 'grapheme', minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(letters, (text) => {
        const problems = inSandbox(text).filter((problem) => !/common|must not contain/.test(problem));
        assert.deepEqual(problems, []);
      }),
    );
    for (const text of [
      'all lower case letters',
      '4829104857203948',
      '                  ',
      'пароль на полке',
      '忘れないで傘を持つ',
    ]) {
      assert.deepEqual(inSandbox(text), [], text);
    }
  });
});

describe('a password that is guessed first', () => {
  const common = dictionary['passwords-common'].filter((entry) => [...entry].length >= 8);

  it('is refused: every common one, at least the 3,000 most common, in any case', () => {
    assert.ok(common.length >= 3000, `the list holds ${common.length} of 8 characters or more`);
    for (const entry of common) {
      assert.match(inSandbox(entry).join(), /most common/, entry);
      assert.match(inSandbox(entry.toUpperCase()).join(), /most common/, entry);
    }
  });

  it('is refused: those at the head of every published list', () => {
    const known = [
      'password',
      'password1',
      '12345678',
      '123456789',
      '1234567890',
      'qwertyuiop',
      'iloveyou',
      'princess',
      'sunshine',
      'football',
      'baseball',
      'superman',
      'trustno1',
      'passw0rd',
      '11111111',
      '1q2w3e4r',
      'qwerty123',
      '1qaz2wsx',
      'starwars',
      'computer',
    ];
    for (const entry of known) assert.match(inSandbox(entry).join(), /most common/, entry);
  });

  it('is refused: spelled with letters of full width, which NFKC makes plain', () => {
    assert.match(inSandbox('ｐａｓｓｗｏｒｄ').join(), /most common/);
  });

  it('is refused: holding the e-mail address, its name or the name of the business, in any case', () => {
    const wrong = [
      'ngozi.bello@example.com',
      'NGOZI.BELLO and 4 more',
      'my Kola Nut Traders!',
      'xxkolanuttradersxx',
      'KOLANUTTRADERS99',
    ];
    for (const text of wrong) assert.match(inSandbox(text).join(), /e-mail address or the name of your business/, text);
    assert.deepEqual(inSandbox('a quiet harbour at dawn'), []);
  });

  it('is not confused with one that merely holds a syllable of a short name', () => {
    const short = { environment: 'sandbox', email: 'al@example.com', businessName: 'OK' } as const;
    assert.deepEqual(passwordProblems('walking to the okra market', short), []);
  });

  it('is told everything that is wrong with it at once', () => {
    const problems = passwordProblems('dragon', { environment: 'production', email: 'dragon@example.com' });
    assert.equal(problems.length, 3, 'too short, common, and the e-mail address');
  });
});
