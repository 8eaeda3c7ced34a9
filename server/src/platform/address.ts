/** Network addresses: one spelling for each, the block that counts as one source, and membership in a CIDR block. */

import ipaddr from 'ipaddr.js';

/** Providers hand a whole /64 to one customer: its addresses are one source. */
const IPV6_SOURCE_BITS = 64;

/** The one spelling of an address (IPv4-mapped IPv6 becomes IPv4); text that is none comes back as `unknown`. */
export function canonicalAddress(text: string): string {
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : 'unknown';
}

/** What counts as one source for limits: an IPv4 address, or the /64 of an IPv6 address. */
export function addressSource(text: string): string {
  if (!ipaddr.isValid(text)) return 'unknown';
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.toString();
  const prefix = address.toByteArray().slice(0, IPV6_SOURCE_BITS / 8);
  return `${Buffer.from(prefix).toString('hex')}/64`;
}

export function isLoopback(text: string): boolean {
  return ipaddr.isValid(text) && ipaddr.process(text).range() === 'loopback';
}

/** Whether the text is an address or a CIDR block. */
export function isAddressBlock(text: string): boolean {
  return ipaddr.isValidCIDR(text) || ipaddr.isValid(text);
}

/** Whether the address lies in one of the blocks (CIDR, or a single address). */
export function isInBlocks(text: string, blocks: readonly string[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return blocks.some((block) => {
    const [base, bits] = ipaddr.parseCIDR(block.includes('/') ? block : `${block}/${block.includes(':') ? 128 : 32}`);
    return base.kind() === address.kind() && address.match(base, bits);
  });
}
