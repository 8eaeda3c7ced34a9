/** How the states of the API are called and coloured, in one place for all pages. */

export type StatusTone = 'neutral' | 'good' | 'warn' | 'bad' | 'info' | 'accent';

const tones: Readonly<Record<string, StatusTone>> = {
  accepted: 'good',
  active: 'good',
  approved: 'good',
  completed: 'good',
  credited: 'good',
  delivered: 'good',
  enabled: 'good',
  successful: 'good',
  closing: 'warn',
  delivering: 'info',
  held: 'warn',
  open: 'info',
  paused: 'warn',
  pending: 'warn',
  processing: 'info',
  refunded: 'info',
  retrying: 'warn',
  reversed: 'info',
  rotating: 'warn',
  sending: 'info',
  submitted: 'info',
  suspended: 'bad',
  suspense: 'warn',
  unmatched: 'warn',
  waiting: 'warn',
  cancelled: 'neutral',
  closed: 'neutral',
  deactivated: 'neutral',
  disabled: 'neutral',
  expired: 'neutral',
  failed: 'bad',
  refused: 'bad',
  rejected: 'bad',
};

export function toneOfStatus(status: string): StatusTone {
  return tones[status.toLowerCase()] ?? 'neutral';
}

/** `inbound-payment` → `Inbound payment`. */
export function sentenceCase(words: string): string {
  const spaced = words.replace(/[-_.]/g, ' ').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
