/** Network addresses: one spelling for each, the block that counts as one source, and membership in a CIDR block. */

import ipaddr from 'ipaddr.js';

/** Providers hand a whole /64 to one customer: its addresses are one source. */
const IPV6_SOURCE_BITS = 64;

/** The address, IPv4-mapped IPv6 as IPv4; undefined for text that is none. Of IPv4 only the form with four decimal numbers: 010.1 means different things to different programs. */
function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const isAddress = text.includes(':') ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);
  return isAddress ? ipaddr.process(text) : undefined;
}

/** The one spelling of an address (IPv4-mapped IPv6 becomes IPv4); text that is none comes back as `unknown`. */
export function canonicalAddress(text: string): string {
  return parse(text)?.toString() ?? 'unknown';
}

/** What counts as one source for limits: an IPv4 address, or the /64 of an IPv6 address. */
export function addressSource(text: string): string {
  const address = parse(text);
  if (address === undefined) return 'unknown';
  if (address.kind() === 'ipv4') return address.toString();
  const prefix = address.toByteArray().slice(0, IPV6_SOURCE_BITS / 8);
  return `${Buffer.from(prefix).toString('hex')}/64`;
}

/** A source as a person reads it: an IPv4 address, or the /64 of an IPv6 address in the usual spelling. */
export function sourceBlock(text: string): string {
  const address = parse(text);
  if (address === undefined) return 'unknown';
  return address.kind() === 'ipv4' ? address.toString() : spell(address, IPV6_SOURCE_BITS);
}

export function isLoopback(text: string): boolean {
  return parse(text)?.range() === 'loopback';
}

/** All of IPv6 that was ever given out for hosts. */
const GLOBAL_UNICAST = [ipaddr.IPv6.parse('2000::'), 3] as const;

/**
 * Whether what is sent there goes to one host of the public Internet: not to this machine, a private network or a range
 * with a meaning of its own, and not to an IPv6 address that stands for an IPv4 one and may be any of these.
 */
export function isPublicAddress(text: string): boolean {
  // A zone (fe80::1%eth0) means something on one machine only.
  const address = text.includes('%') ? undefined : parse(text);
  if (address === undefined || address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(...GLOBAL_UNICAST);
}

/** Whether the text is an address or a CIDR block. */
export function isAddressBlock(text: string): boolean {
  return parseBlock(text) !== undefined;
}

/** Whether the address lies in one of the blocks (CIDR, or a single address). */
export function isInBlocks(text: string, blocks: readonly string[]): boolean {
  const address = parse(text);
  if (address === undefined) return false;
  return blocks.some((block) => {
    const [base, bits] = parseBlock(block) ?? [];
    return base !== undefined && bits !== undefined && base.kind() === address.kind() && address.match(base, bits);
  });
}

/** The one spelling of an address or block: its first address, without a length when it is a single one; undefined for text that is none. */
export function canonicalBlock(text: string): string | undefined {
  // A zone (fe80::1%eth0) means something on one machine only.
  const [base, bits] = (text.includes('%') ? undefined : parseBlock(text)) ?? [];
  return base === undefined || bits === undefined ? undefined : spell(base, bits);
}

/** Whether every address of the block lies in one of the blocks. */
export function isBlockWithin(block: string, blocks: readonly string[]): boolean {
  const [base, bits] = parseBlock(block) ?? [];
  if (base === undefined || bits === undefined) return false;
  return blocks.some((other) => {
    const [outer, outerBits] = parseBlock(other) ?? [];
    if (outer === undefined || outerBits === undefined || outer.kind() !== base.kind()) return false;
    return outerBits <= bits && base.match(outer, outerBits);
  });
}

function spell(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): string {
  const bytes = address.toByteArray();
  const first = bytes.map((byte, index) => byte & (0xff_00 >> Math.min(8, Math.max(0, bits - index * 8))) & 0xff);
  const text = ipaddr.fromByteArray(first).toString();
  return bits === bytes.length * 8 ? text : `${text}/${bits}`;
}

const MAPPED_BITS = 96;

/** The first address and the bits that count; a block of IPv4-mapped IPv6 is the IPv4 block that it names. */
function parseBlock(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  const [first = '', length, ...rest] = text.split('/');
  const base = parse(first);
  if (base === undefined || rest.length > 0) return undefined;
  const isMapped = first.includes(':') && base.kind() === 'ipv4';
  const most = base.kind() === 'ipv4' ? 32 : 128;
  if (length === undefined) return [base, most];
  const bits = /^\d{1,3}$/.test(length) ? Number(length) - (isMapped ? MAPPED_BITS : 0) : -1;
  return bits >= 0 && bits <= most ? [base, bits] : undefined;
}
