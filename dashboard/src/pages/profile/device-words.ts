/** A browser's User-Agent in plain words: `Chrome on Windows`. Pure. */

const programs: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\/[\d.]+/, 'Edge'],
  [/\b(?:OPR|Opera)\/[\d.]+/, 'Opera'],
  [/\bSamsungBrowser\/[\d.]+/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/[\d.]+/, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS)\/[\d.]+/, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^interstellas-sdk\//, 'The SDK'],
  [/^node\b/i, 'Node.js'],
  [/^python-/i, 'Python'],
  [/^Postman/, 'Postman'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

export type DeviceKind = 'phone' | 'computer' | 'program';

export interface Device {
  readonly words: string;
  readonly kind: DeviceKind;
}

export function deviceOf(userAgent: string): Device {
  const program = nameIn(programs, userAgent);
  const system = nameIn(systems, userAgent);
  if (system === undefined) {
    return { words: program ?? (userAgent.split(/[\s/]/)[0] || 'Unknown program'), kind: 'program' };
  }
  const kind = ['iPhone', 'iPad', 'Android'].includes(system) ? 'phone' : 'computer';
  return { words: program === undefined ? system : `${program} on ${system}`, kind };
}

function nameIn(table: readonly (readonly [RegExp, string])[], userAgent: string): string | undefined {
  return table.find(([pattern]) => pattern.test(userAgent))?.[1];
}
