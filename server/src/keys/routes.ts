/** The routes of secret keys. */

import { routesFor } from '../http/route.ts';
import type { SecretKeyId } from '../platform/ids.ts';
import type { Keys } from './operations/keys.ts';
import type { SecretScanning } from './operations/secret-scanning.ts';
import {
  CreatedKey,
  CreateKeyBody,
  DEFAULT_OVERLAP_SECONDS,
  DeactivateKeyBody,
  Key,
  KeyPair,
  KeyPath,
  RotatedKey,
  RotateKeyBody,
  ScanningFeedback,
  ScanningReport,
  toKey,
  toUsage,
  UpdateKeyBody,
  Usage,
} from './schema.ts';

const route = routesFor<{ readonly keys: Keys; readonly secretScanning: SecretScanning }>();
const TAG = 'Settings';
const PATH = '/clients/settings/keys';
const LIMITED = 'A key that is itself limited cannot give more than it has.';

export const keyRoutes = [
  route.envelope({
    id: 'keys.reveal',
    method: 'GET',
    path: '/clients/settings/get-keys',
    access: { kind: 'key-bootstrap', permission: 'keys:read', shows: 'secret' },
    tag: TAG,
    summary: 'Get the keys',
    description:
      'The primary key pair of the client account. Works with all three credentials at any time. To get the first key, leave out `SECRET_KEY` within 15 minutes of the sign-in. The owner of a client account may leave out `businessId`. A key that is limited where the primary one is not cannot read it: `key.scope_insufficient`. Every call is an audit event.',
    output: KeyPair,
    status: 200,
    message: 'Keys retrieved successfully',
    faults: ['key.not_found'],
    handle: ({ keys }, { principal, actor }) => keys.revealPrimary(principal.clientId, actor()),
  }),
  route.list({
    id: 'keys.list',
    method: 'GET',
    path: PATH,
    access: { kind: 'key-bootstrap', permission: 'keys:read' },
    tag: TAG,
    summary: 'List the keys',
    description:
      'Every secret key of the client account, whatever its state, newest first; never the secret. `SECRET_KEY` may be left out within 15 minutes of the sign-in, and `businessId` by the owner of the account, here and below.',
    output: Key,
    status: 200,
    message: 'Keys retrieved successfully',
    faults: [],
    handle: async ({ keys }, { principal, page }) => {
      const { items, totalCount } = await keys.list(principal.clientId, page);
      return { items: items.map(toKey), totalCount };
    },
  }),
  route.envelope({
    id: 'keys.create',
    method: 'POST',
    path: PATH,
    access: { kind: 'key-bootstrap', permission: 'keys:manage', recent: true, shows: 'secret' },
    tag: TAG,
    summary: 'Create a key',
    description: `Another secret key; this answer alone shows it. Without limits it opens everything that the roles of its users open. ${LIMITED} The contacts of the account are told by mail.`,
    body: CreateKeyBody,
    output: CreatedKey,
    status: 201,
    message: 'Key created successfully',
    faults: ['key.limit_reached', 'key.name_taken'],
    creates: true,
    handle: ({ keys }, { principal, body, actor, unit }) =>
      unit(async (transaction) => {
        const order = { clientId: principal.clientId, wanted: body, actor: actor() };
        const { key, secretKey } = await keys.create(transaction, order);
        return { ...toKey(keys.view(key)), secretKey };
      }),
  }),
  route.envelope({
    id: 'keys.update',
    method: 'PATCH',
    path: `${PATH}/{id}`,
    access: { kind: 'key-bootstrap', permission: 'keys:manage', recent: true },
    tag: TAG,
    summary: 'Change a key',
    description: `Its name and limits; a limit that is null is lifted, one that is left out stays. Counts from the next request on. ${LIMITED}`,
    params: KeyPath,
    body: UpdateKeyBody,
    output: Key,
    status: 200,
    message: 'Key updated successfully',
    faults: ['key.not_found', 'key.inactive', 'key.name_taken'],
    handle: async ({ keys }, { principal, params, body, actor }) =>
      toKey(await keys.update({ ...target(principal, params), wanted: body, actor: actor() })),
  }),
  route.envelope({
    id: 'keys.rotate',
    method: 'POST',
    path: `${PATH}/{id}/rotate`,
    access: { kind: 'key-bootstrap', permission: 'keys:manage', recent: true, shows: 'secret' },
    tag: TAG,
    summary: 'Rotate a key',
    description: `Makes a successor with the same settings, which becomes primary if the key was; this answer alone shows it. Both work until the overlap ends (24 hours unless said otherwise, at most 30 days, never beyond the expiry of the key). ${LIMITED}`,
    params: KeyPath,
    body: RotateKeyBody,
    output: RotatedKey,
    status: 201,
    message: 'Key rotated successfully',
    faults: ['key.not_found', 'key.inactive', 'key.already_rotating', 'key.limit_reached'],
    creates: true,
    handle: ({ keys }, { principal, params, body, actor, unit }) =>
      unit(async (transaction) => {
        const { overlapSeconds = DEFAULT_OVERLAP_SECONDS } = body;
        const order = { ...target(principal, params), actor: actor(), overlapSeconds };
        const { key, secretKey, replaced } = await keys.rotate(transaction, order);
        return { ...toKey(keys.view(key)), secretKey, replaced: toKey(keys.view(replaced)) };
      }),
  }),
  route.envelope({
    id: 'keys.cancel-rotation',
    method: 'POST',
    path: `${PATH}/{id}/cancel-rotation`,
    access: { kind: 'key-bootstrap', permission: 'keys:manage', recent: true },
    tag: TAG,
    summary: 'Cancel a rotation',
    description:
      'Named by the old key, while its overlap lasts: it is again as it was, and its successor is refused from the next request on.',
    params: KeyPath,
    output: Key,
    status: 200,
    message: 'Rotation cancelled successfully',
    faults: ['key.not_found', 'key.not_rotating', 'key.name_taken', 'key.limit_reached'],
    handle: async ({ keys }, { principal, params, actor }) =>
      toKey(await keys.cancelRotation({ ...target(principal, params), actor: actor() })),
  }),
  route.envelope({
    id: 'keys.deactivate',
    method: 'POST',
    path: `${PATH}/{id}/deactivate`,
    access: { kind: 'key-bootstrap', permission: 'keys:manage' },
    tag: TAG,
    summary: 'Deactivate a key',
    description:
      'It is refused from the next request on, and cannot be activated again. Works with a sign-in of any age, since a leaked key must die fast, and is harmless to repeat. Refused with `key.last_active` when no other key could take its place: one that is not about to end with a rotation, and not limited where this one is not.',
    params: KeyPath,
    body: DeactivateKeyBody,
    output: Key,
    status: 200,
    message: 'Key deactivated successfully',
    faults: ['key.not_found', 'key.last_active'],
    handle: ({ keys }, { principal, params, body, actor, unit }) =>
      unit(async (transaction) => {
        const { clientId, id } = target(principal, params);
        const by = { actor: actor(), force: body.force === true };
        return toKey(await keys.deactivate(transaction, clientId, id, by));
      }),
  }),
  route.envelope({
    id: 'keys.usage',
    method: 'GET',
    path: `${PATH}/{id}/usage`,
    access: { kind: 'key-bootstrap', permission: 'keys:read' },
    tag: TAG,
    summary: 'See who uses a key',
    description:
      'Requests a day in the last 90 days, and the businesses and addresses they came for and from: is it safe to deactivate? First uses show within seconds, the rest within a minute.',
    params: KeyPath,
    output: Usage,
    status: 200,
    message: 'Key usage retrieved successfully',
    faults: ['key.not_found'],
    handle: async ({ keys }, { principal, params }) =>
      toUsage(params.id, await keys.usage(principal.clientId, params.id as SecretKeyId)),
  }),
  route.document({
    id: 'secret-scanning.report',
    method: 'POST',
    path: '/secret-scanning/report',
    access: { kind: 'public', why: 'Whoever scans the public for leaked keys signs his report instead.' },
    tag: TAG,
    summary: 'Report leaked keys',
    description:
      "GitHub's secret scanning partner program: a list of keys found in public, signed in the headers `Github-Public-Key-Identifier` and `Github-Public-Key-Signature` (base64, ECDSA on P-256 with SHA-256, over the body). Keys of ours are deactivated or flagged, by the operator's policy, and their owners are told. The answer says of each token whether it was one.",
    body: ScanningReport,
    signedBody: true,
    output: ScanningFeedback,
    status: 200,
    contentType: 'application/json; charset=utf-8',
    cacheControl: 'no-store',
    faults: ['secret_scanning.not_configured', 'secret_scanning.signature_invalid'],
    handle: async ({ secretScanning }, { body, raw }) => [...(await secretScanning.report(body, raw()))],
  }),
];

function target<Principal extends { readonly clientId: unknown }>(
  { clientId }: Principal,
  { id }: { readonly id: string },
): { readonly clientId: Principal['clientId']; readonly id: SecretKeyId } {
  return { clientId, id: id as SecretKeyId };
}
