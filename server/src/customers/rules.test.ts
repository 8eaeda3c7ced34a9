/** Who counts as the person of a register, and how well he is known. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calendarDay, folded, fullName, masked, mismatches, type Particulars, tierOf } from './rules.ts';

const RECORD = {
  bvn: '22212345678',
  firstName: 'Ngozi',
  lastName: 'Bello-Adéyẹmí',
  otherNames: 'Amara Chi',
  dob: '14-Mar-1988',
  phoneNumber: '+2348030000008',
};
const GIVEN: Particulars = {
  firstName: 'Ngozi',
  lastName: 'Bello Adeyemi',
  otherNames: 'Amara Chi',
  bvn: '22212345678',
  phoneNo: '08030000008',
  gender: '',
  email: '',
  dateOfBirth: '1988-03-14',
  placeOfBirth: '',
  address: '12 Broad Street',
  nationalIdentityNo: '12345678901',
};

const wrong = (changes: Partial<Particulars>, record: Partial<typeof RECORD> = {}) =>
  mismatches({ ...GIVEN, ...changes }, { ...RECORD, ...record });

describe('somebody is the person of a register', () => {
  it('whatever the case, the accents, the hyphens and the order of his names', () => {
    assert.deepEqual(wrong({}), []);
    assert.deepEqual(wrong({ firstName: 'BELLO', lastName: 'ngozi', otherNames: '' }), []);
    assert.deepEqual(wrong({ firstName: 'amara', lastName: 'ADÉYẸMÍ', otherNames: 'Ngozi' }), []);
    assert.deepEqual(wrong({ firstName: "N'gozi", otherNames: '' }), []);
  });

  it('with other names left out or shortened to initials', () => {
    assert.deepEqual(wrong({ otherNames: '' }), []);
    assert.deepEqual(wrong({ otherNames: 'A. C.' }), []);
    assert.deepEqual(wrong({ firstName: 'N' }), ['firstName']);
  });

  it('only if every name is his, and none is used twice', () => {
    assert.deepEqual(wrong({ firstName: 'Ngozika' }), ['firstName']);
    assert.deepEqual(wrong({ lastName: 'Dangote' }), ['lastName']);
    assert.deepEqual(wrong({ lastName: 'Bello Dangote' }), ['lastName']);
    assert.deepEqual(wrong({ otherNames: 'Dangote' }), ['otherNames']);
    assert.deepEqual(wrong({ lastName: 'Ngozi', otherNames: '' }), ['lastName']);
    assert.deepEqual(wrong({ firstName: '...', otherNames: '' }), ['firstName']);
  });

  it('born on the day that it holds, and on no day if it holds none', () => {
    assert.deepEqual(wrong({ dateOfBirth: '1988-03-15' }), ['dateOfBirth']);
    assert.deepEqual(wrong({}, { dob: '' }), ['dateOfBirth']);
  });
});

describe('a day', () => {
  it('is read as registers write it', () => {
    for (const text of [
      '1988-03-14',
      '1988-03-14T00:00:00',
      '14/03/1988',
      '14-03-1988',
      '14-Mar-1988',
      '14 March 1988',
    ])
      assert.equal(calendarDay(text), '1988-03-14', text);
  });

  it('that no calendar has is none', () => {
    for (const text of ['1988-02-30', '1988-13-01', '', 'yesterday', '14-Foo-1988', '03/14/1988', '0000-00-00'])
      assert.equal(calendarDay(text), undefined, text);
  });
});

describe('a tier', () => {
  const tier = (changes: Partial<Particulars>) => tierOf({ ...GIVEN, ...changes }, RECORD);

  it('rises with the registered phone number, and then with address and National Identity Number', () => {
    assert.equal(tier({}), 3);
    assert.equal(tier({ phoneNo: '+2348030000008' }), 3);
    assert.equal(tier({ address: '  ' }), 2);
    assert.equal(tier({ nationalIdentityNo: '' }), 2);
    assert.equal(tier({ phoneNo: '+2348030000009' }), 1);
  });
});

describe('the name of an account', () => {
  it('is all names in their order, with single blanks', () => {
    assert.equal(fullName({ ...GIVEN, firstName: ' Ngozi ', otherNames: '' }), 'Ngozi Bello Adeyemi');
  });

  it('is found without its accents', () => {
    assert.equal(folded(' Adéyẹmí  Ọlúmìdé '), 'adeyemi olumide');
    assert.equal(folded('李 小龍'), '李 小龍');
  });
});

describe('a number that is shown', () => {
  it('ends in its last four digits', () => {
    assert.equal(masked('12345678901'), '*******8901');
    assert.equal(masked(''), '');
  });
});
