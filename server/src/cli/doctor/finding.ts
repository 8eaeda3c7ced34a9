/** What the doctor found, and what to do about it. */

export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail';
  readonly what: string;
  readonly advice?: string;
}

export function well(what: string): Finding {
  return { level: 'ok', what };
}

export function doubtful(what: string, advice: string): Finding {
  return { level: 'warn', what, advice };
}

export function broken(what: string, advice: string): Finding {
  return { level: 'fail', what, advice };
}

/** What went wrong, without a stack and without what may stand in it: credentials in a URL. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const message = error.message.replaceAll(/\/\/[^@\s/]*@/g, '//…@');
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}
