/** Starts the dashboard in the page. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { shareNonce } from './lib/nonce.ts';
import { restoreTheme } from './lib/theme.ts';
import './styles.css';

shareNonce();
restoreTheme();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
