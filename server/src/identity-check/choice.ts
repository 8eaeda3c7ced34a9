/** Which provider a server asks: the operator's where he names one, or what its environment has of its own. */

import type { Mail } from '../mail/index.ts';
import type { Database } from '../platform/database.ts';
import type { Environment } from '../platform/environment.ts';
import { createHttpCheck, createMissingCheck, type HttpCheckOptions } from './http.ts';
import type { IdentityCheck } from './provider.ts';
import { createSimulatedCheck } from './simulator.ts';

export function createIdentityCheck(options: {
  readonly bvnProvider: HttpCheckOptions | undefined;
  readonly database: Database;
  readonly environment: Environment;
  readonly mail: Mail;
}): IdentityCheck {
  const { bvnProvider, environment } = options;
  if (bvnProvider !== undefined) return createHttpCheck(bvnProvider);
  return environment === 'sandbox' ? createSimulatedCheck(options) : createMissingCheck();
}
