/** Every fault that a route can answer with: its own, and those that follow from its access, its input and the door. */

import type { FaultCode } from '../faults/index.ts';
import type { Access } from '../guard/index.ts';
import type { AnyRoute } from './route.ts';

const DOOR: readonly FaultCode[] = [
  'transport.https_required',
  'request.malformed',
  'request.headers_too_large',
  'request.timeout',
  'internal.unexpected',
  'service.unavailable',
];

/** A body is read wherever one is sent, also where none is asked for. */
const BODY: readonly FaultCode[] = [
  'request.body_too_large',
  'request.unsupported_media_type',
  'request.malformed_body',
];

const TOKEN: readonly FaultCode[] = [
  'credentials.conflicting',
  'credentials.token_missing',
  'credentials.token_invalid',
  'credentials.wrong_environment',
  'credentials.token_expired',
  'credentials.session_ended',
];

const KEY: readonly FaultCode[] = [
  'credentials.key_missing',
  'credentials.key_invalid',
  'credentials.key_expired',
  'credentials.key_deactivated',
  'permission.denied',
  'key.scope_insufficient',
  'key.address_forbidden',
];

const BUSINESS: readonly FaultCode[] = [
  'credentials.business_missing',
  'credentials.business_invalid',
  'business.forbidden',
];

const BY_ACCESS: Readonly<Record<Access['kind'], readonly FaultCode[]>> = {
  public: [],
  session: TOKEN,
  account: [...TOKEN, ...KEY],
  business: [...TOKEN, ...KEY, ...BUSINESS],
  'key-bootstrap': [
    ...TOKEN,
    ...KEY.filter((code) => code !== 'credentials.key_missing'),
    ...BUSINESS,
    'session.reauthentication_required',
  ],
};

export function faultsOf<Services>(route: AnyRoute<Services>): FaultCode[] {
  const codes = new Set<FaultCode>([...DOOR, ...accessFaults(route.access), ...route.faults]);
  if (route.method !== 'GET') for (const code of BODY) codes.add(code);
  if (takesInput(route)) codes.add('request.invalid');
  if (route.body !== undefined) codes.add('request.unprocessable');
  if (route.sameMachineOnly === true) codes.add('route.not_found');
  if (route.at !== 'root') codes.add('rate.limited');
  if (route.creates === true)
    for (const code of ['idempotency.conflict', 'idempotency.in_progress'] as const) codes.add(code);
  return [...codes];
}

function accessFaults(access: Access): FaultCode[] {
  const codes = [...BY_ACCESS[access.kind]];
  if (access.kind === 'public') return codes;
  if (access.kind === 'business' && access.approved === true) codes.push('business.not_approved', 'business.suspended');
  if (access.person === true) codes.push('permission.denied');
  if (access.recent === true) codes.push('session.reauthentication_required');
  return codes;
}

function takesInput<Services>(route: AnyRoute<Services>): boolean {
  const isDeclared = route.body !== undefined || route.params !== undefined || route.query !== undefined;
  return isDeclared || route.answers === 'list' || route.creates === true;
}
