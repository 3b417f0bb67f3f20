import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/** The projects mirror the architecture; `browser` and `rooms` start real servers and run one file at a time. */
export default defineConfig({
  root,
  test: {
    // Left alone it keeps a core for itself, which of two is half; it needs next to nothing.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: [
            'test/{base,sim,game,level,puzzles,protocol,server,cli,class,lab}/**/*.test.ts',
            'test/*.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      { root, test: { name: 'client', include: ['test/client/**/*.test.ts'], testTimeout: 60_000 } },
      {
        root,
        test: {
          name: 'rooms',
          include: ['test/rooms/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          retry: 1,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          // A shared machine can starve a browser for seconds: a failure has to happen twice.
          retry: 1,
        },
      },
    ],
  },
});
