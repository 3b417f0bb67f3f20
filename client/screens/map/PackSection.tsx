import type { LevelProgress } from '../../host/progress.ts';
import type { Pack } from '../../state/catalog.ts';
import { t } from '../../text/i18n.ts';
import { LevelCard } from './LevelCard.tsx';

export interface PackSectionProps {
  readonly pack: Pack;
  readonly progress: ReadonlyMap<string, LevelProgress>;
  readonly begun: ReadonlySet<string>;
  readonly next: string | null;
}

/** One concept: what it is about, how far one is, and its levels. */
export function PackSection({ pack, progress, begun, next }: PackSectionProps) {
  const id = `pack-${pack.folder}`;
  const won = pack.entries.filter(({ level }) => progress.has(level.id)).length;
  return (
    <section class="pack" aria-labelledby={id}>
      <header class="packHead">
        <h2 id={id}>{t(`pack.${pack.kind}.title`)}</h2>
        <p>{t(`pack.${pack.kind}.text`)}</p>
        <p class="packCount mono">{t('map.won', { won, count: pack.entries.length })}</p>
      </header>
      <ol class="cards">
        {pack.entries.map((entry) => (
          <li key={entry.level.id}>
            <LevelCard
              entry={entry}
              progress={progress.get(entry.level.id) ?? null}
              begun={begun.has(entry.level.id)}
              next={entry.level.id === next}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
