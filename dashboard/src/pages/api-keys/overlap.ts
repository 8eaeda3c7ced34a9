/** For how long an old key goes on after a rotation, and what that means. Pure. */

export interface Overlap {
  readonly value: string;
  readonly seconds: number;
  readonly title: string;
  readonly words: string;
}

const hour = 3600;
const day = 24 * hour;

/** The API takes anything from 0 to 30 days. */
export const OVERLAPS: readonly Overlap[] = [
  { value: '86400', seconds: day, title: '24 hours', words: 'For most deployments.' },
  { value: '3600', seconds: hour, title: '1 hour', words: 'When one person changes one program.' },
  { value: '604800', seconds: 7 * day, title: '7 days', words: 'When several teams have the key.' },
  { value: '2592000', seconds: 30 * day, title: '30 days', words: 'The longest there is.' },
  { value: '0', seconds: 0, title: 'End the old key now', words: 'When it may have leaked. Programs break at once.' },
];

/** When the old key ends: never later than its own expiry. */
export function endOfOverlap(seconds: number, expiresAt: string | null, now: Date): Date {
  const end = new Date(now.getTime() + seconds * 1000);
  const expiry = expiresAt === null ? undefined : new Date(expiresAt);
  return expiry !== undefined && expiry < end ? expiry : end;
}
