import { Icon } from '../../parts/Icon.tsx';
import { MedalCoin, medalOrder, medalRank } from '../../parts/Medal.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { firstUnwon } from '../../state/catalog.ts';
import { catalog } from '../../state/levels.ts';
import { hosts } from '../../state/services.ts';
import { t } from '../../text/i18n.ts';
import './map.css';
import { PackSection } from './PackSection.tsx';

/** All levels by concept, free to be played in any order; the one to go on with is marked. */
export default function MapScreen() {
  const progress = hosts.progress.levels.value;
  const begun = hosts.progress.begun.value;
  const next = firstUnwon(catalog, (id) => progress.has(id));
  const earned = (rank: number) =>
    catalog.entries.filter(({ level }) => medalRank(progress.get(level.id)?.medal) >= rank).length;
  return (
    <>
      <TopBar>
        {hosts.connection.value === 'offline' && (
          <span class="banner warn" role="status">
            <Icon name="cloudOff" size={18} />
            <span>{t('connection.short')}</span>
          </span>
        )}
      </TopBar>
      <main id="main" class="page mapPage" tabIndex={-1}>
        <header class="mapHead">
          <h1 tabIndex={-1}>{t('map.title')}</h1>
          <ul class="tally" aria-label={t('map.medals')}>
            {medalOrder.map((medal) => (
              <li key={medal}>
                <MedalCoin medal={medal} earned size={22} />
                <span class="mono" aria-hidden="true">
                  {earned(medalRank(medal))}
                </span>
                <span class="unseen">
                  {t(`medal.${medal}`)}: {earned(medalRank(medal))}
                </span>
              </li>
            ))}
          </ul>
        </header>
        {catalog.packs.map((pack) => (
          <PackSection
            key={pack.folder}
            pack={pack}
            progress={progress}
            begun={begun}
            next={next?.level.id ?? null}
          />
        ))}
        {catalog.packs.length === 0 && <p class="lead">{t('map.empty')}</p>}
      </main>
    </>
  );
}
