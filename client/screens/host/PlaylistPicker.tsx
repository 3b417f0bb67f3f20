import { classLimits } from '../../../shared/class/options.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { catalog } from '../../state/levels.ts';
import { local, t } from '../../text/i18n.ts';
import { levelName } from '../class/parts/words.ts';
import { Miniature } from '../map/Miniature.tsx';
import '../map/map.css';

export interface PlaylistPickerProps {
  /** Ids of levels in the order of the rounds. */
  readonly levels: readonly string[];
  readonly onChange: (levels: readonly string[]) => void;
}

/** The rounds of a lesson in order, and all levels to choose from. A level may come twice. */
export function PlaylistPicker({ levels, onChange }: PlaylistPickerProps) {
  const add = (ids: readonly string[]) => onChange([...levels, ...ids].slice(0, classLimits.rounds));
  const move = (from: number, to: number) => {
    const next = [...levels];
    const [taken] = next.splice(from, 1);
    next.splice(to, 0, taken);
    onChange(next);
  };
  return (
    <div class="picker">
      <ol class="playlist" aria-label={t('host.playlist')}>
        {levels.map((id, index) => (
          <li key={index} class="playlistRow">
            <span class="mono playlistPlace">{index + 1}</span>
            <span class="playlistName">{levelName(id)}</span>
            <IconButton
              class="upButton"
              icon="forward"
              label={t('host.up', { level: levelName(id) })}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <IconButton
              class="downButton"
              icon="forward"
              label={t('host.down', { level: levelName(id) })}
              disabled={index === levels.length - 1}
              onClick={() => move(index, index + 1)}
            />
            <IconButton
              icon="close"
              label={t('host.removeLevel', { level: levelName(id) })}
              onClick={() => onChange(levels.filter((_, at) => at !== index))}
            />
          </li>
        ))}
        {levels.length === 0 && <li class="quietText playlistEmpty">{t('host.noLevels')}</li>}
      </ol>
      <div class="shelf">
        {catalog.packs.map((pack, packIndex) => (
          <details key={pack.folder} class="shelfPack" open={packIndex === 0}>
            <summary>
              <span>{t(`pack.${pack.kind}.title`)}</span>
              <small class="mono">{pack.entries.length}</small>
            </summary>
            <Button
              look="quiet"
              class="addAll"
              disabled={levels.length >= classLimits.rounds}
              onClick={() => add(pack.entries.map(({ level }) => level.id))}
            >
              {t('host.addAll', { count: pack.entries.length })}
            </Button>
            <ul class="shelfLevels">
              {pack.entries.map(({ level, number }) => (
                <li key={level.id}>
                  <button
                    type="button"
                    class="shelfLevel"
                    disabled={levels.length >= classLimits.rounds}
                    onClick={() => add([level.id])}
                  >
                    <Miniature level={level} />
                    <span class="unseen">{t('host.add')} </span>
                    <span>
                      <span class="mono quietText">{number}</span> {local(level.title)}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
    </div>
  );
}
