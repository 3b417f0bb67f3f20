import type { ScreenProps } from '../../app/routes.ts';
import { Link } from '../../parts/Link.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { findEntry } from '../../state/catalog.ts';
import { catalog } from '../../state/levels.ts';
import { t } from '../../text/i18n.ts';
import { LevelPlay } from './LevelPlay.tsx';
import './level.css';

/** The page of one level; an id that no level has gets a word and the way to those there are. */
export default function LevelScreen({ params }: ScreenProps) {
  const entry = findEntry(catalog, params.levelId);
  if (entry) return <LevelPlay key={entry.level.id} entry={entry} />;
  return (
    <>
      <TopBar />
      <main id="main" class="page narrow" tabIndex={-1}>
        <h1 tabIndex={-1}>{t('level.unknownTitle')}</h1>
        <p class="lead">{t('level.unknownText', { id: params.levelId })}</p>
        <div class="row">
          <Link class="button primary" href="/play">
            {t('nav.levels')}
          </Link>
        </div>
      </main>
    </>
  );
}
