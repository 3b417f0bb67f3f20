import { Button } from '../parts/Button.tsx';
import { Link } from '../parts/Link.tsx';
import { t } from '../text/i18n.ts';

/** What is shown where a screen could not be: what happened, that nothing is lost, and the ways on. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /import|fetch|load/i.test(message);
  return (
    <main id="main" class="page narrow" tabIndex={-1}>
      <h1 tabIndex={-1}>{t(missing ? 'failure.loadTitle' : 'failure.title')}</h1>
      <p class="lead">{t(missing ? 'failure.loadText' : 'failure.text')}</p>
      <div class="row">
        <Button look="primary" icon="restart" onClick={onRetry}>
          {t('failure.retry')}
        </Button>
        <Link class="button plain" href="/play">
          {t('nav.levels')}
        </Link>
      </div>
      <details class="details">
        <summary>{t('failure.details')}</summary>
        <pre>{message}</pre>
      </details>
    </main>
  );
}
