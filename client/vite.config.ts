import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { phaserAlias, phaserDefine, phaserOptimize } from './board/phaser-build.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the development server finds the game server; `npm run dev` starts both. */
const serverUrl = process.env.PYARENA_SERVER ?? 'http://127.0.0.1:2567';

export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: phaserAlias },
  define: phaserDefine,
  optimizeDeps: phaserOptimize,
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
