/** What the guard is told of a request: everything it judges by, and nothing of the framework. */

import { CATALOG, type Problem } from '../faults/index.ts';
import type { Environment } from '../platform/environment.ts';
import type { GuardedAccess } from './access.ts';

export interface Credentials {
  /** What follows `Bearer `, or the dashboard's cookie; undefined when the header is absent or of another scheme. */
  readonly token: string | undefined;
  /** Whether the token came in the dashboard's cookie, which stands for the secret key as well. */
  readonly isDashboard: boolean;
  readonly secretKey: string | undefined;
  readonly businessId: string | undefined;
}

export interface GuardRequest {
  readonly access: GuardedAccess;
  readonly credentials: Credentials;
  readonly environment: Environment;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly rawHeaders: readonly string[];
  /** The client's address; asked for only when a key is limited to some. */
  readonly address: () => string;
}

const PROXY_HEADER = /^(?:via|forwarded|x-forwarded-.+)$/i;

const DROPPED_BY_PROXY =
  'No secret key arrived. Proxies such as nginx drop header names with an underscore: send the key as Secret-Key, which is accepted too, or let the proxy pass SECRET_KEY.';

/** The credentials that the route needs and the request lacks, in the order in which they are checked. */
export function missingCredentials(request: GuardRequest): Problem[] {
  const { access, credentials } = request;
  const missing: Problem[] = [];
  if (credentials.token === undefined) missing.push(TOKEN_MISSING);
  const needsKey = !credentials.isDashboard && (access.kind === 'business' || access.kind === 'account');
  if (needsKey && credentials.secretKey === undefined) missing.push(keyMissing(request.rawHeaders));
  if (access.kind === 'business' && credentials.businessId === undefined) missing.push(BUSINESS_MISSING);
  return missing;
}

/** The problem of an absent key, with the likely reason when the request came through a proxy. */
function keyMissing(rawHeaders: readonly string[]): Problem {
  const proxied = rawHeaders.some((name, index) => index % 2 === 0 && PROXY_HEADER.test(name));
  return { field: 'SECRET_KEY', message: proxied ? DROPPED_BY_PROXY : CATALOG['credentials.key_missing'].message };
}

const TOKEN_MISSING: Problem = { field: 'Authorization', message: CATALOG['credentials.token_missing'].message };
const BUSINESS_MISSING: Problem = { field: 'businessId', message: CATALOG['credentials.business_missing'].message };
