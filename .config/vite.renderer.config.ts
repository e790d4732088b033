import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The page is served from the application's own scheme or from the loopback server, under
 * `default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; worker-src 'self'`:
 * so nothing is inlined as a data address and nothing is fetched from elsewhere.
 */
export default defineConfig({
  root: at('../renderer'),
  base: './',
  publicDir: false,
  plugins: [react()],
  css: { modules: { generateScopedName: '[name]-[local]-[hash:base64:4]' } },
  build: {
    outDir: at('../out/renderer'),
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A chunk of its own, named first by the entry, so that it runs before what the chunks share.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'trusted', test: /app[\\/]trusted\.ts$/ }] } },
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
});
