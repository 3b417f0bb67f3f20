import type { Level } from '../../../shared/level/level.ts';
import { Sheet } from '../../parts/Sheet.tsx';
import { t } from '../../text/i18n.ts';
import { Film } from '../result/Film.tsx';

/** The certificate of the level as a film; the player asked twice for it. */
export function SolutionSheet({ level, onClose }: { level: Level; onClose: () => void }) {
  return (
    <Sheet title={t('hint.solutionTitle')} place="wide" onClose={onClose}>
      <Film
        title={t(level.medals.goldProved ? 'result.best' : 'result.bestKnown')}
        level={level}
        actions={level.certificate.actions}
        large
      />
    </Sheet>
  );
}
