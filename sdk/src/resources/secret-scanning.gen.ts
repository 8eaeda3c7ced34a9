/** The methods of `client.secretScanning`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { LeakedKeyVerdict, SecretScanningReportInput } from '../types.gen.ts';

export const secretScanning = ({ document }: Caller) => ({
  /**
   * Report leaked keys.
   *
   * GitHub's secret scanning partner program: a list of keys found in public, signed in the headers
   * `Github-Public-Key-Identifier` and `Github-Public-Key-Signature` (base64, ECDSA on P-256 with SHA-256, over the
   * body). Keys of ours are deactivated or flagged, by the operator's policy, and their owners are told. The answer
   * says of each token whether it was one.
   *
   * Public: Whoever scans the public for leaked keys signs his report instead.
   *
   * `POST /api/v1/secret-scanning/report`, in the reference at `/docs/reference` of the server.
   */
  report: (input: SecretScanningReportInput, options?: CallOptions): Promise<readonly LeakedKeyVerdict[]> =>
    document({ method: 'POST', path: '/secret-scanning/report', access: 'public', body: input }, options),
});
