import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the development server finds the game server; `npm run dev` starts both. */
const serverUrl = process.env.PYARENA_SERVER ?? 'http://127.0.0.1:2567';

export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Phaser asks for these at build time: WebGL only, no bundler globals.
  define: {
    global: 'globalThis',
    'typeof CANVAS_RENDERER': 'false',
    'typeof WEBGL_RENDERER': 'true',
    'typeof WEBGL_DEBUG': 'false',
    'typeof FEATURE_SOUND': 'true',
  },
  server: {
    port: 5173,
    fs: { allow: [here('..')] },
    proxy: {
      '/api': serverUrl,
      '/health': serverUrl,
    },
  },
  worker: { format: 'es' },
  build: {
    outDir: here('../dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'phaser', test: /node_modules[\\/]phaser/ },
            { name: 'levels', test: /assets[\\/]levels/ },
            { name: 'net', test: /node_modules[\\/](@colyseus|tslib|httpie|ws)/ },
          ],
        },
      },
    },
  },
});
