/** The two secrets that a business shares with us to know our requests by: kept sealed, made here and nowhere else. */

import type { BusinessId } from '../platform/ids.ts';
import { type Random, randomBase62 } from '../platform/random.ts';
import type { Seal } from '../platform/seal.ts';
import { SECRET_PREFIX } from './rules.ts';
import type { Endpoint } from './store/endpoints.ts';

const AUTH_KEY_CHARACTERS = 43;
const SECRET_BYTES = 32;

export interface OpenSecrets {
  /** Sent as it is. */
  readonly authKey: string;
  /** What is signed with: the newest first. */
  readonly signing: readonly string[];
}

type Sealed = Pick<Endpoint, 'businessId' | 'authKeySealed' | 'secretSealed' | 'oldSecretSealed' | 'oldSecretEndsAt'>;

export interface Secrets {
  newAuthKey(businessId: BusinessId): { readonly plain: string; readonly sealed: Uint8Array };
  newSigningSecret(businessId: BusinessId): { readonly plain: string; readonly sealed: Uint8Array };
  open(endpoint: Sealed, now: Date): OpenSecrets;
}

export function createSecrets({ random, seal }: { readonly random: Random; readonly seal: Seal }): Secrets {
  const authKeyContext = (businessId: BusinessId): string => `webhook auth-key ${businessId}`;
  const secretContext = (businessId: BusinessId): string => `webhook secret ${businessId}`;
  return {
    newAuthKey(businessId) {
      const plain = randomBase62(random, AUTH_KEY_CHARACTERS);
      return { plain, sealed: seal.seal(plain, authKeyContext(businessId)) };
    },
    newSigningSecret(businessId) {
      const plain = SECRET_PREFIX + Buffer.from(random.bytes(SECRET_BYTES)).toString('base64');
      return { plain, sealed: seal.seal(plain, secretContext(businessId)) };
    },
    open({ businessId, authKeySealed, secretSealed, oldSecretSealed, oldSecretEndsAt }, now) {
      const isOldInUse = oldSecretSealed !== null && oldSecretEndsAt !== null && oldSecretEndsAt > now;
      const sealed = isOldInUse ? [secretSealed, oldSecretSealed] : [secretSealed];
      return {
        authKey: seal.open(authKeySealed, authKeyContext(businessId)),
        signing: sealed.map((one) => seal.open(one, secretContext(businessId))),
      };
    },
  };
}
