import type { Hint } from '../../shared/game/solver/hint.ts';
import type { Answer, Question } from './question.ts';

/** A search that takes longer than this helps nobody; the worker is ended. */
const PATIENCE_MS = 20_000;

/** Asks the solver in a worker of its own. `cancel` ends it; what cannot be answered is `{kind: 'unknown'}`. */
export function askSolver(question: Question): { readonly answer: Promise<Hint>; cancel(): void } {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const answer = new Promise<Hint>((resolve) => {
    const give = (hint: Hint) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(hint);
    };
    const timer = setTimeout(() => give({ kind: 'unknown' }), PATIENCE_MS);
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (!data.ok) console.error(data.problem);
      give(data.ok ? data.hint : { kind: 'unknown' });
    });
    worker.addEventListener('error', () => give({ kind: 'unknown' }));
  });
  worker.postMessage(question);
  return { answer, cancel: () => worker.terminate() };
}
