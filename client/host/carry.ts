import { ENGINE_VERSION, replay } from '../../shared/game/session/session.ts';
import { EXPORT_FORMAT, type ProgressExport, progressExport } from '../../shared/protocol/http.ts';
import type { Bests } from './bests.ts';
import type { Playable } from './board.ts';
import type { Shelf } from './shelf.ts';

/** What this browser holds, in the format of the server's export. */
export function exportShelf(
  shelf: Shelf,
  bests: Bests,
  playables: ReadonlyMap<string, Playable>,
): ProgressExport {
  const sessions: ProgressExport['sessions'] = [];
  for (const level of shelf.games()) {
    const record = shelf.readGame(level);
    if (!record || record.log.length === 0) continue;
    const { rules, engine, log } = record;
    sessions.push({ level, rules, engine, current: true, log: [...log] });
  }
  for (const { level, rules, engine, log } of shelf.attempts())
    sessions.push({ level, rules, engine, current: false, log: [...log] });
  for (const [level, { actions }] of bests.levels.peek()) {
    const rules = playables.get(level)!.rules;
    sessions.push({ level, rules, engine: ENGINE_VERSION, current: false, log: [...actions] });
  }
  return { format: EXPORT_FORMAT, version: 1, sessions };
}

/** The export in `text`, or null where it is none. */
export function parseExport(text: string): ProgressExport | null {
  try {
    const parsed = progressExport.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Takes an export in without a server: every game is replayed for its best result and kept to be handed in. A
 * game goes on here if there is none at its level yet.
 */
export function importToShelf(
  data: ProgressExport,
  shelf: Shelf,
  bests: Bests,
  playables: ReadonlyMap<string, Playable>,
): { taken: number; refused: number } {
  let taken = 0;
  let refused = 0;
  for (const { level, rules, engine, current, log } of data.sessions) {
    const playable = playables.get(level);
    if (!playable || playable.rules !== rules || engine !== ENGINE_VERSION) {
      refused++;
      continue;
    }
    try {
      const session = replay(playable.kind, playable.level, rules, log);
      bests.note(playable, session);
    } catch {
      refused++;
      continue;
    }
    taken++;
    const here = shelf.readGame(level);
    if (current && (!here || here.log.length === 0))
      shelf.writeGame(level, { rules, engine, session: here?.session ?? null, confirmed: 0, log });
    else if (log.length > 0) shelf.addAttempt({ level, rules, engine, log });
  }
  return { taken, refused };
}
