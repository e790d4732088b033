import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');

// A sandboxed preload script may be CommonJS only, in one file, and may require nothing but electron.
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: true,
    target: 'node24',
    outDir: resolve(root, 'out/preload'),
    emptyOutDir: true,
    minify: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { preload: resolve(root, 'main/preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
