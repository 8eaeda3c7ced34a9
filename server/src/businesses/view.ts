/** A business as its members see it: what a registration left is there, or empty. */

import type { Seal } from '../platform/seal.ts';
import { bvnContext } from './rules.ts';
import { type State, stateOf } from './states.ts';
import type { StoredBusiness } from './store/businesses.ts';
import type { DocumentKind } from './store/registration.ts';

export interface Business
  extends Pick<StoredBusiness, 'id' | 'clientId' | 'businessName' | 'isApproved' | 'createdAt'> {
  readonly isSuspended: boolean;
  /** These are empty until the registration is completed. */
  readonly bvn: string;
  readonly photoIdUrl: string;
  readonly businessDocumentsUrls: readonly string[];
  readonly residentialAddress: string;
  readonly state: State;
}

/** Opens what is sealed, and makes addresses of documents. */
export function toView(
  { publicUrl, seal }: { readonly publicUrl: string; readonly seal: Seal },
  stored: StoredBusiness,
): Business {
  const { bvnSealed, documents, residentialAddress, stateId, ...business } = stored;
  const urlsOf = (kind: DocumentKind): string[] =>
    documents
      .filter((one) => one.kind === kind)
      .map(({ id }) => `${publicUrl}/api/v1/clients/business/documents/${id}`);
  return {
    ...business,
    bvn: bvnSealed === null ? '' : seal.open(bvnSealed, bvnContext(stored.id)),
    photoIdUrl: urlsOf('photo_id')[0] ?? '',
    businessDocumentsUrls: urlsOf('business_document'),
    residentialAddress: residentialAddress ?? '',
    state: stateOf(stateId),
  };
}
