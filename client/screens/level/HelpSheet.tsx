import { Link } from '../../parts/Link.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import type { CatalogEntry } from '../../state/catalog.ts';
import { local, t } from '../../text/i18n.ts';
import './help.css';
import { Legend } from './Legend.tsx';
import { levelShortcuts } from './shortcuts.ts';

export interface HelpSheetProps {
  readonly entry: CatalogEntry;
  /** The level's objects as a program in the Lab; left out where there is none, or one should not leave. */
  readonly labHref?: string;
  readonly onClose: () => void;
}

/** Everything there is to read about a level, at any time: the task, how to move, what each mark means, the keys. */
export function HelpSheet({ entry, labHref, onClose }: HelpSheetProps) {
  const { level, number } = entry;
  return (
    <Sheet title={`${number} ${local(level.title)}`} place="side" onClose={onClose}>
      <p class="helpTask">{local(level.text)}</p>
      <section class="helpPart">
        <h3>{t('help.moves')}</h3>
        <ul class="helpList">
          <li>{t(`help.make.${level.kind}`)}</li>
          <li>{t('help.touch')}</li>
          <li>{t('help.keyboard')}</li>
        </ul>
      </section>
      <section class="helpPart">
        <h3>{t('help.legend')}</h3>
        <Legend kind={level.kind} />
      </section>
      <section class="helpPart">
        <h3>{t('help.medals')}</h3>
        <p class="quietText">
          {t(level.medals.goldProved ? 'help.medalsProved' : 'help.medalsKnown', {
            ghost: t(`ghost.${level.rival}`),
          })}
        </p>
      </section>
      <section class="helpPart">
        <h3>{t('help.keys')}</h3>
        <dl class="keys">
          {levelShortcuts.map(({ keys, action }) => (
            <div key={action}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(`shortcut.${action}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      {labHref && (
        <p>
          <Link href={labHref}>{t('level.inLab')}</Link>
        </p>
      )}
      <p class="helpRules">{t('help.rules', { version: level.ruleset })}</p>
    </Sheet>
  );
}
