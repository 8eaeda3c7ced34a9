/** The routes of secret keys. */

import { Type } from 'typebox';
import { routesFor } from '../http/route.ts';
import type { Keys } from './operations.ts';

const route = routesFor<{ readonly keys: Keys }>();

const KeyPair = Type.Object({
  publicKey: Type.String({ examples: ['pk_test_…'] }),
  secretKey: Type.String({
    description: 'The primary secret key, in clear. Keep it out of code, logs and browsers.',
    examples: ['sk_test_…'],
  }),
});

export const keyRoutes = [
  route.envelope({
    id: 'keys.reveal',
    method: 'GET',
    path: '/clients/settings/get-keys',
    access: { kind: 'key-bootstrap', permission: 'keys:read' },
    tag: 'Settings',
    summary: 'Get the keys',
    description:
      'The primary key pair of the client account. Works with all three credentials at any time. To get the first key, leave out `SECRET_KEY` within 15 minutes of the sign-in. The owner of a client account may leave out `businessId`. Every call is an audit event.',
    output: KeyPair,
    status: 200,
    message: 'Keys retrieved successfully',
    faults: ['key.not_found'],
    handle: ({ keys }, { principal, actor }) => keys.revealPrimary(principal.clientId, actor()),
  }),
];
