import { Button } from '../../../parts/Button.tsx';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';

/** Instructions that a run may take at most (shared/lab/process.ts: labBounds). */
const MOST = 20_000_000;

/** A run that is still being recorded: how far it is, and the way to stop it. What is recorded can be looked at meanwhile. */
export function Progress({ lab }: { lab: Lab }) {
  const done = lab.instructions.value;
  return (
    <div class="timeRunning">
      <span class="timeProgress" role="status">
        {t('lab.running', { count: number(done) })}
      </span>
      <progress max={MOST} value={done} aria-label={t('lab.progress')} />
      <Button icon="close" onClick={() => lab.stop()}>
        {t('lab.stop')}
      </Button>
    </div>
  );
}
