/** The methods of `client.keys`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  KeyCreateInput,
  KeyDeactivateInput,
  KeyListQuery,
  KeyPair,
  KeyRotateInput,
  KeyUpdateInput,
  NewSecretKey,
  RotatedSecretKey,
  SecretKey,
  SecretKeyUsage,
} from '../types.gen.ts';

export const keys = ({ send, list }: Caller) => ({
  /**
   * Get the keys.
   *
   * The primary key pair of the client account. Works with all three credentials at any time. To get the first key,
   * leave out `SECRET_KEY` within 15 minutes of the sign-in. The owner of a client account may leave out `businessId`.
   * A key that is limited where the primary one is not cannot read it: `key.scope_insufficient`. Every call is an audit
   * event.
   *
   * Needs the permission `keys:read`.
   *
   * `GET /api/v1/clients/settings/get-keys`, in the reference at `/docs/reference` of the server.
   */
  reveal: (options?: CallOptions): Promise<KeyPair> =>
    send({ method: 'GET', path: '/clients/settings/get-keys', access: 'business' }, options),

  /**
   * List the keys.
   *
   * Every secret key of the client account, whatever its state, newest first; never the secret. `SECRET_KEY` may be
   * left out within 15 minutes of the sign-in, and `businessId` by the owner of the account, here and below.
   *
   * Needs the permission `keys:read`.
   *
   * `GET /api/v1/clients/settings/keys`, in the reference at `/docs/reference` of the server.
   */
  list: (query: KeyListQuery = {}, options?: CallOptions): List<SecretKey> =>
    list({ method: 'GET', path: '/clients/settings/keys', access: 'business', query }, options),

  /**
   * Create a key.
   *
   * Another secret key; this answer alone shows it. Without limits it opens everything that the roles of its users
   * open. A key that is itself limited cannot give more than it has. The contacts of the account are told by mail.
   *
   * Needs the permission `keys:manage`, and a sign-in within the last 15 minutes.
   *
   * `POST /api/v1/clients/settings/keys`, in the reference at `/docs/reference` of the server.
   */
  create: (input: KeyCreateInput, options?: CreateOptions): Promise<NewSecretKey> =>
    send({ method: 'POST', path: '/clients/settings/keys', access: 'business', creates: true, body: input }, options),

  /**
   * Change a key.
   *
   * Its name and limits; a limit that is null is lifted, one that is left out stays. Counts from the next request on. A
   * key that is itself limited cannot give more than it has.
   *
   * Needs the permission `keys:manage`, and a sign-in within the last 15 minutes.
   *
   * `PATCH /api/v1/clients/settings/keys/{id}`, in the reference at `/docs/reference` of the server.
   */
  update: (id: string, input: KeyUpdateInput = {}, options?: CallOptions): Promise<SecretKey> =>
    send({ method: 'PATCH', path: path`/clients/settings/keys/${id}`, access: 'business', body: input }, options),

  /**
   * Rotate a key.
   *
   * Makes a successor with the same settings, which becomes primary if the key was; this answer alone shows it. Both
   * work until the overlap ends (24 hours unless said otherwise, at most 30 days, never beyond the expiry of the key).
   * A key that is itself limited cannot give more than it has.
   *
   * Needs the permission `keys:manage`, and a sign-in within the last 15 minutes.
   *
   * `POST /api/v1/clients/settings/keys/{id}/rotate`, in the reference at `/docs/reference` of the server.
   */
  rotate: (id: string, input: KeyRotateInput = {}, options?: CreateOptions): Promise<RotatedSecretKey> =>
    send(
      {
        method: 'POST',
        path: path`/clients/settings/keys/${id}/rotate`,
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * Cancel a rotation.
   *
   * Named by the old key, while its overlap lasts: it is again as it was, and its successor is refused from the next
   * request on.
   *
   * Needs the permission `keys:manage`, and a sign-in within the last 15 minutes.
   *
   * `POST /api/v1/clients/settings/keys/{id}/cancel-rotation`, in the reference at `/docs/reference` of the server.
   */
  cancelRotation: (id: string, options?: CallOptions): Promise<SecretKey> =>
    send({ method: 'POST', path: path`/clients/settings/keys/${id}/cancel-rotation`, access: 'business' }, options),

  /**
   * Deactivate a key.
   *
   * It is refused from the next request on, and cannot be activated again. Works with a sign-in of any age, since a
   * leaked key must die fast, and is harmless to repeat. Refused with `key.last_active` when no other key could take
   * its place: one that is not about to end with a rotation, and not limited where this one is not.
   *
   * Needs the permission `keys:manage`.
   *
   * `POST /api/v1/clients/settings/keys/{id}/deactivate`, in the reference at `/docs/reference` of the server.
   */
  deactivate: (id: string, input: KeyDeactivateInput = {}, options?: CallOptions): Promise<SecretKey> =>
    send(
      {
        method: 'POST',
        path: path`/clients/settings/keys/${id}/deactivate`,
        access: 'business',
        body: input,
      },
      options,
    ),

  /**
   * See who uses a key.
   *
   * Requests a day in the last 90 days, and the businesses and addresses they came for and from: is it safe to
   * deactivate? First uses show within seconds, the rest within a minute.
   *
   * Needs the permission `keys:read`.
   *
   * `GET /api/v1/clients/settings/keys/{id}/usage`, in the reference at `/docs/reference` of the server.
   */
  usage: (id: string, options?: CallOptions): Promise<SecretKeyUsage> =>
    send({ method: 'GET', path: path`/clients/settings/keys/${id}/usage`, access: 'business' }, options),
});
