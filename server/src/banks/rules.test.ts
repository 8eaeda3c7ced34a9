/** What is said of an account that was not found, and how much of its holder is told. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBanks } from './directory.ts';
import { readBanks } from './file.ts';
import { maskedBvn, notFoundWords } from './rules.ts';

const OWN = { code: '51253', nipCode: '090262' };

describe('the words about an account that was not found', () => {
  const { all, find } = createBanks(OWN, []);
  const wordsOf = (code: string, accountNumber: string): string => {
    const bank = find(code) ?? assert.fail(code);
    return notFoundWords(bank, { accountNumber, reason: 'invalid account (NIP code 07)', banks: all });
  };

  it('name banks whose check digit the number has, five at most', () => {
    const words = wordsOf('044', '0117170332');
    assert.match(words, /^Access Bank has no account 0117170332 .*NIP code 07\)\. By its check digit/);
    assert.match(words, /Guaranty Trust Bank/);
    assert.ok(words.slice(words.indexOf('could be of')).split(',').length <= 5);
  });

  it('name none when the number fits the bank that was asked', () => {
    assert.doesNotMatch(wordsOf('058', '0117170332'), /check digit/);
  });
});

describe('the list of banks', () => {
  it('holds our own under its codes, with the name of the bank that has them, or none', () => {
    assert.equal(createBanks(OWN, []).own.name, 'Stellas Microfinance Bank');
    const unlisted = createBanks({ code: '51999', nipCode: '099999' }, []);
    assert.equal(unlisted.find('099999'), unlisted.own);
    assert.equal(unlisted.own.name, 'This institution');
    const named = createBanks({ code: '51999', nipCode: '099999' }, [
      { name: 'Ours', code: '51999', nipCode: '099999' },
    ]);
    assert.equal(named.own.name, 'Ours');
    assert.equal(named.all.filter(({ code }) => code === '51999').length, 1);
  });

  it('lets a bank of the operator take the place of one with either of its codes', () => {
    const { all, find } = createBanks(OWN, [{ name: 'Moved', code: '058', nipCode: '000099' }]);
    assert.equal(find('058')?.name, 'Moved');
    assert.equal(find('000013'), undefined);
    assert.equal(
      all.some(({ name }) => name === 'Guaranty Trust Bank'),
      false,
    );
  });

  it('takes nothing from a file but banks, and says which entry is none', () => {
    const problems: string[] = [];
    const file = [
      { name: 'No code', nipCode: '000099' },
      { name: '', nipCode: '000098' },
      { name: 'x', nipCode: 1 },
      { name: 'x', nipCode: '000097', code: '12' },
      null,
    ];
    assert.deepEqual(readBanks(JSON.stringify(file), problems), [
      { name: 'No code', code: '000099', nipCode: '000099' },
    ]);
    assert.deepEqual(
      problems.map((problem) => /^bank \d/.exec(problem)?.[0]),
      ['bank 2', 'bank 3', 'bank 4', 'bank 5'],
    );
    readBanks('{', problems);
    assert.match(problems.at(-1) ?? '', /JSON array/);
  });
});

describe('a BVN that is shown', () => {
  it('ends in its last four digits, and tells nothing where it is too short', () => {
    assert.equal(maskedBvn('22212345678'), '*******5678');
    assert.equal(maskedBvn('123'), '');
    assert.equal(maskedBvn(''), '');
  });
});
