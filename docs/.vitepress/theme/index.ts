/** The look of the documentation: the theme of VitePress in the colours of the dashboard. */

import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import Layout from './layout.vue';
import './style.css';

// biome-ignore lint/style/noDefaultExport: VitePress takes the theme from the default export
export default { extends: DefaultTheme, Layout } satisfies Theme;
