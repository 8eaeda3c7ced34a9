/** Network addresses: one spelling each, one source per customer, and blocks that hold what they say. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addressSource,
  canonicalAddress,
  canonicalBlock,
  isAddressBlock,
  isBlockWithin,
  isInBlocks,
  isLoopback,
  sourceBlock,
} from './address.ts';

describe('an address', () => {
  it('has one spelling: IPv4 in IPv6 is IPv4, and zeros are left out', () => {
    assert.equal(canonicalAddress('::ffff:192.0.2.1'), '192.0.2.1');
    assert.equal(canonicalAddress('::ffff:c000:201'), '192.0.2.1');
    assert.equal(canonicalAddress('2001:0db8:0000::0001'), canonicalAddress('2001:DB8::1'));
    for (const text of ['', 'unknown', 'localhost', '1.2.3.4:80', '[::1]', '<script>', '1.2.3.4, 5.6.7.8']) {
      assert.equal(canonicalAddress(text), 'unknown', text);
    }
  });

  it('is one source with all of its /64 in IPv6, and with nobody else', () => {
    assert.equal(addressSource('2001:db8:1:1::1'), addressSource('2001:db8:1:1:ffff:ffff:ffff:ffff'));
    assert.notEqual(addressSource('2001:db8:1:1::1'), addressSource('2001:db8:1:2::1'));
    assert.notEqual(addressSource('192.0.2.1'), addressSource('192.0.2.2'));
    assert.equal(addressSource('::ffff:192.0.2.1'), addressSource('192.0.2.1'));
    const hextet = fc.integer({ min: 0, max: 0xff_ff }).map((value) => value.toString(16));
    fc.assert(
      fc.property(
        fc.array(hextet, { minLength: 8, maxLength: 8 }),
        fc.array(hextet, { minLength: 4, maxLength: 4 }),
        (one, tail) => {
          fc.pre(one.slice(0, 4).some((part) => part !== '0'));
          const other = [...one.slice(0, 4), ...tail];
          assert.equal(addressSource(one.join(':')), addressSource(other.join(':')));
        },
      ),
    );
  });

  it('is loopback in every spelling of it, and not when it merely looks so', () => {
    for (const text of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1'])
      assert.ok(isLoopback(text), text);
    for (const text of ['128.0.0.1', '::2', '0.0.0.0', '::', '10.0.0.1', 'localhost', '', '127.0.0.1.example.com']) {
      assert.ok(!isLoopback(text), text);
    }
  });
});

describe('a block of addresses', () => {
  it('holds its first and its last address and neither neighbour', () => {
    const cases: [string, string[], string[]][] = [
      ['192.0.2.0/24', ['192.0.2.0', '192.0.2.255', '::ffff:192.0.2.7'], ['192.0.1.255', '192.0.3.0']],
      ['192.0.2.8/29', ['192.0.2.8', '192.0.2.15'], ['192.0.2.7', '192.0.2.16']],
      ['192.0.2.1', ['192.0.2.1'], ['192.0.2.0', '192.0.2.2']],
      ['2001:db8::/32', ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'], ['2001:db9::', '2001:db7:ffff::']],
      ['2001:db8::5', ['2001:db8::5'], ['2001:db8::6']],
      ['0.0.0.0/0', ['1.2.3.4'], ['2001:db8::1']],
      ['::/0', ['2001:db8::1'], ['1.2.3.4']],
    ];
    for (const [block, inside, outside] of cases) {
      assert.ok(isAddressBlock(block), block);
      for (const address of inside) assert.ok(isInBlocks(address, [block]), `${address} in ${block}`);
      for (const address of outside) assert.ok(!isInBlocks(address, [block]), `${address} not in ${block}`);
    }
  });

  it('written as IPv4 in IPv6 holds the IPv4 addresses it names', () => {
    assert.ok(isInBlocks('192.0.2.7', ['::ffff:192.0.2.7']));
    assert.ok(isInBlocks('192.0.2.7', ['::ffff:192.0.2.0/120']));
  });

  it('in a list holds what any of them holds; an empty list, and text that is no address, nothing', () => {
    assert.ok(isInBlocks('10.0.0.1', ['192.0.2.0/24', '10.0.0.0/8']));
    assert.ok(!isInBlocks('10.0.0.1', []));
    assert.ok(!isInBlocks('unknown', ['0.0.0.0/0', '::/0']));
  });

  it('is nothing else than an address or a CIDR block', () => {
    for (const text of ['', 'localhost', '10.0.0.0/33', '10.0.0.0/', '10.0.0', '2001:db8::/129', '10.0.0.0/8/8', '*']) {
      assert.ok(!isAddressBlock(text), text);
    }
  });
});

describe('the spelling of a block', () => {
  it('is that of its first address, and has no length when it is a single address', () => {
    const spellings = {
      '10.1.2.3/8': '10.0.0.0/8',
      '192.0.2.7': '192.0.2.7',
      '192.0.2.7/32': '192.0.2.7',
      '192.0.2.129/25': '192.0.2.128/25',
      '0.0.0.0/0': '0.0.0.0/0',
      '::ffff:192.0.2.7/120': '192.0.2.0/24',
      '2001:0DB8:0:0::1/32': '2001:db8::/32',
      '2001:db8::1/128': '2001:db8::1',
      '::/0': '::/0',
    };
    for (const [text, spelling] of Object.entries(spellings)) assert.equal(canonicalBlock(text), spelling, text);
    for (const text of [
      '',
      '10.0.0.0/33',
      '10.1',
      '1.2.3.4/-1',
      'fe80::1%eth0',
      '::/129',
      '1.2.3.4/8/8',
      'example.com',
    ])
      assert.equal(canonicalBlock(text), undefined, text);
  });

  it('of a source is the address in IPv4 and the /64 in IPv6', () => {
    assert.equal(sourceBlock('::ffff:192.0.2.7'), '192.0.2.7');
    assert.equal(sourceBlock('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
    assert.equal(sourceBlock('nothing'), 'unknown');
  });
});

describe('a block', () => {
  it('lies within another only when all of it does', () => {
    const blocks = ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'];
    for (const block of [
      '10.1.0.0/16',
      '10.0.0.0/8',
      '10.9.9.9',
      '192.0.2.7',
      '2001:db8:1::/48',
      '::ffff:10.0.0.0/104',
    ])
      assert.ok(isBlockWithin(block, blocks), block);
    for (const block of ['0.0.0.0/0', '10.0.0.0/7', '192.0.2.6', '192.0.2.0/24', '2001::/16', '::/0', 'nothing'])
      assert.ok(!isBlockWithin(block, blocks), block);
  });
});
