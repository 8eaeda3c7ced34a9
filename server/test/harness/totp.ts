/** The code that an authenticator app would show. */

import { TOTP } from 'otpauth';

export function totpCode(secret: string, atMs: number): string {
  return new TOTP({ secret }).generate({ timestamp: atMs });
}
