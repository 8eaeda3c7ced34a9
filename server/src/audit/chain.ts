/**
 * What the hash of an event is made of. Published in docs/audit.md for whoever checks an export by himself: a change here
 * makes every chain unreadable, and is never made.
 */

import { hash } from 'node:crypto';
import type { ClientId } from '../platform/ids.ts';
import type { ChainedEvent, EventContent, Link } from './event.ts';

/** What stands before the first event of a chain. */
export const ORIGIN: Link = { sequence: 0, hash: '0'.repeat(64) };

/** Canonical JSON (RFC 8785): no white space, the members of objects sorted by name, numbers and texts as JavaScript writes them. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`).join(',')}}`;
}

/** What of an event does not depend on its place: the last of the five lines under the hash. */
export function contentLine(content: EventContent): string {
  return canonicalJson(content);
}

/** The hash that an event must have behind the link `previous`. The store computes the same where events are added. */
export function linkHash(
  previous: Link,
  clientId: ClientId,
  { id, content }: Pick<ChainedEvent, 'id' | 'content'>,
): string {
  const lines = [previous.hash, clientId, previous.sequence + 1, id, contentLine(content)];
  return hash('sha256', lines.join('\n'), 'hex');
}
