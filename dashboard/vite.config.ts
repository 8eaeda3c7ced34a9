/**
 * How the dashboard is built: one page a chunk, hashed names under /assets/, nothing inline, so that the server can
 * serve it under a strict Content-Security-Policy. No secret and no address of a server enters the build.
 */

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the API; the default of the server's own PORT. */
const server = process.env['API_ORIGIN'] ?? 'http://127.0.0.1:4000';
const toServer = { target: server, changeOrigin: false };
const proxy = { '/api': toServer, '/docs': toServer, '/openapi.json': toServer, '/health': toServer };

export default defineConfig({
  plugins: [react(), tailwindcss()],
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: { conditions: ['@interstellas/source', 'module', 'browser', 'development|production'] },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  build: {
    assetsDir: 'assets',
    // A data: URL would need a hole in the policy.
    assetsInlineLimit: 0,
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
    sourcemap: false,
  },
});
