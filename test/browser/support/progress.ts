import { ENGINE_VERSION } from '../../../shared/game/session/session.ts';
import type { Level } from '../../../shared/level/level.ts';
import { rulesHash } from '../../../shared/level/rules.ts';
import { EXPORT_FORMAT, type ProgressExport } from '../../../shared/protocol/http.ts';

/** A progress file in which these levels were won by their own certificates, as the settings page imports it. */
export function wonProgress(levels: readonly Level[]): ProgressExport {
  return {
    format: EXPORT_FORMAT,
    version: 1,
    sessions: levels.map((level) => ({
      level: level.id,
      rules: rulesHash(level),
      engine: ENGINE_VERSION,
      current: true,
      log: [...level.certificate.actions],
    })),
  };
}
