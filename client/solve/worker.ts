import { puzzleKind } from '../../shared/game/puzzles/registry.ts';
import { replay } from '../../shared/game/session/session.ts';
import { nextBestMove } from '../../shared/game/solver/hint.ts';
import type { Answer, Question } from './question.ts';

/** Searches off the page's own thread, so that the board stays alive meanwhile. One question, one answer. */
addEventListener('message', ({ data }: MessageEvent<Question>) => {
  postMessage(answer(data));
});

function answer({ setup, log, certificate }: Question): Answer {
  const kind = puzzleKind(setup.kind);
  if (!kind) return { ok: false, problem: `no puzzle kind ${setup.kind}` };
  try {
    return { ok: true, hint: nextBestMove(replay(kind, setup, '', log), certificate) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
