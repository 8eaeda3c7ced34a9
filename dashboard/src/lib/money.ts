/** Kobo to what people read, and back. Amounts are whole kobo as bigint; a float never holds money. */

export type Kobo = bigint | number | string;

export interface MoneyStyle {
  /** `auto` shows a minus only; `always` also a plus; `never` neither. */
  readonly sign?: 'auto' | 'always' | 'never';
  readonly symbol?: boolean;
}

/** The amount as a whole number of kobo; undefined for what is not one. */
export function toKobo(amount: Kobo): bigint | undefined {
  if (typeof amount === 'bigint') return amount;
  if (typeof amount === 'number') return Number.isSafeInteger(amount) ? BigInt(amount) : undefined;
  return /^-?\d+$/.test(amount) ? BigInt(amount) : undefined;
}

/** `₦1,234.56`; an em dash for what is not an amount. */
export function formatMoney(amount: Kobo, { sign = 'auto', symbol = true }: MoneyStyle = {}): string {
  const kobo = toKobo(amount);
  if (kobo === undefined) return '—';
  const size = kobo < 0n ? -kobo : kobo;
  const naira = (size / 100n).toLocaleString('en-NG');
  const figures = `${symbol ? '₦' : ''}${naira}.${String(size % 100n).padStart(2, '0')}`;
  return `${signOf(kobo, sign)}${figures}`;
}

function signOf(kobo: bigint, sign: NonNullable<MoneyStyle['sign']>): string {
  if (sign === 'never' || kobo === 0n) return '';
  if (kobo < 0n) return '−';
  return sign === 'always' ? '+' : '';
}

/** For an axis: `₦12.5k`, `₦3m`. */
export function formatMoneyShort(amount: Kobo): string {
  const kobo = toKobo(amount);
  if (kobo === undefined) return '—';
  const naira = Number(kobo) / 100;
  const compact = naira.toLocaleString('en-NG', { notation: 'compact', maximumFractionDigits: 1 });
  return `₦${compact.toLowerCase()}`;
}

/** What somebody typed as naira, such as `1,234.5` or `₦20`, in kobo; undefined when it is not an amount. */
export function parseNaira(text: string): bigint | undefined {
  const bare = text.replace(/[₦,\s]/g, '');
  const match = /^(?<naira>\d{1,14})(?:\.(?<kobo>\d{0,2}))?$/.exec(bare);
  if (match?.groups === undefined) return undefined;
  const kobo = (match.groups['kobo'] ?? '').padEnd(2, '0');
  return BigInt(match.groups['naira'] ?? '0') * 100n + BigInt(kobo);
}

export function sumKobo(amounts: Iterable<Kobo>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += toKobo(amount) ?? 0n;
  return sum;
}

/** Round amounts from nothing to at least this, three steps or so, for the side of a chart. */
export function roundSteps(most: number): number[] {
  if (most <= 0) return [0];
  const least = most / 3;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5].find((times) => times * power >= least) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}
