import { Link } from '../../parts/Link.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { t } from '../../text/i18n.ts';
import './notFound.css';

/** No page here: said in the game's own terms, with the ways on. */
export default function NotFoundScreen() {
  return (
    <>
      <TopBar />
      <main id="main" class="page narrow notFound" tabIndex={-1}>
        <p class="nullTray mono" aria-hidden="true">
          <i />
          <i />
          <b>404</b>
          <i />
          <i />
        </p>
        <h1 tabIndex={-1}>{t('notFound.title')}</h1>
        <p class="lead">{t('notFound.text')}</p>
        <div class="row">
          <Link class="button primary" href="/play">
            {t('nav.levels')}
          </Link>
          <Link class="button plain" href="/">
            {t('nav.start')}
          </Link>
        </div>
      </main>
    </>
  );
}
