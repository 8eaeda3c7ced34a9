/** What a strict policy for scripts must name: the hashes of the few inline scripts that VitePress writes into its pages. */

import { createHash } from 'node:crypto';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>(?<code>[\s\S]*?)<\/script>/g;

/** Without the quotes that a policy puts around each. */
export function inlineScriptHashes(html: string): string[] {
  return [...html.matchAll(INLINE_SCRIPT)].map(({ groups }) => {
    const digest = createHash('sha256')
      .update(groups?.['code'] ?? '')
      .digest('base64');
    return `sha256-${digest}`;
  });
}
