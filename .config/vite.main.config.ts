import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');

// Electron's main process. Packages stay outside the bundle: they ship in node_modules, where the native ones
// and those that read files of their own beside them must be.
export default defineConfig({
  root,
  publicDir: false,
  resolve: { conditions: ['node', 'import', 'default'] },
  ssr: { noExternal: [] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: resolve(root, 'out/main'),
    emptyOutDir: true,
    minify: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { main: resolve(root, 'main/main.ts') },
      external: ['electron', ...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
