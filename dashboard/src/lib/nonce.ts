/**
 * The nonce of this page's Content-Security-Policy. Libraries that inject a `<style>` take it from `__webpack_nonce__`
 * (get-nonce, which react-style-singleton uses); components that render one take it as a prop.
 */

declare global {
  var __webpack_nonce__: string | undefined;
}

export function pageNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || undefined;
}

/** Before anything renders. */
export function shareNonce(): void {
  const nonce = pageNonce();
  if (nonce !== undefined) globalThis.__webpack_nonce__ = nonce;
}
