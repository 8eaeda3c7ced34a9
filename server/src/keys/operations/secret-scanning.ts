/** Reports of keys found in public, in the form of GitHub's partner program: a signed list in, what each of them is out. */

import { Fault } from '../../faults/index.ts';
import { isSignedBy, type PublicKeys } from '../../platform/signatures.ts';
import type { Keys } from './keys.ts';
import type { LeakPolicy } from './leaks.ts';

export interface SecretScanning {
  /** Faults `secret_scanning.not_configured`, `secret_scanning.signature_invalid`. */
  report(tokens: readonly ReportedToken[], signed: SignedBytes): Promise<readonly Feedback[]>;
}

export interface ReportedToken {
  readonly token: string;
  readonly type: string;
  readonly url?: string | null;
  readonly source?: string | null;
}

interface SignedBytes {
  readonly body: Uint8Array;
  header(name: string): string | undefined;
}

interface Feedback {
  readonly token_raw: string;
  readonly token_type: string;
  readonly label: 'true_positive' | 'false_positive';
}

export function createSecretScanning(options: {
  readonly keys: Pick<Keys, 'reportLeak'>;
  readonly policy: LeakPolicy;
  /** Of those whose reports are believed; undefined: of nobody. */
  readonly publicKeys: PublicKeys | undefined;
}): SecretScanning {
  const { keys, policy, publicKeys } = options;
  return {
    async report(tokens, signed) {
      const reporter = requireSignature(publicKeys, signed);
      const feedback: Feedback[] = [];
      for (const { token, type, url, source } of tokens) {
        const isOurs = await keys.reportLeak(policy, { token, url: url ?? '', source: source ?? '', reporter });
        feedback.push({ token_raw: token, token_type: type, label: isOurs ? 'true_positive' : 'false_positive' });
      }
      return feedback;
    },
  };
}

/** The identifier of the key that signed. */
function requireSignature(publicKeys: PublicKeys | undefined, { body, header }: SignedBytes): string {
  if (publicKeys === undefined) throw new Fault('secret_scanning.not_configured');
  const identifier = header('github-public-key-identifier') ?? '';
  const key = publicKeys.get(identifier);
  const signature = header('github-public-key-signature') ?? '';
  if (key === undefined || !isSignedBy(key, body, signature)) throw new Fault('secret_scanning.signature_invalid');
  return identifier;
}
