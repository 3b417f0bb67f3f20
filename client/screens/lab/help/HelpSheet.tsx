import { Sheet } from '../../../parts/Sheet.tsx';
import { t } from '../../../text/i18n.ts';
import './help.css';
import { samples } from './samples.tsx';

/** Keys of the Lab, and the text that says what each does. */
const keys: readonly (readonly [key: string, text: string])[] = [
  ['→', 'lab.stepInto'],
  ['←', 'lab.stepBack'],
  ['O', 'lab.stepOver'],
  ['U', 'lab.stepOut'],
  ['Space', 'lab.play'],
  ['Home, End', 'lab.help.ends'],
  [', .', 'lab.help.instructions'],
  ['D', 'lab.jump.deathLong'],
  ['C', 'lab.jump.collectionLong'],
  ['A', 'lab.jump.arenaLong'],
  ['B', 'lab.jump.breakpointLong'],
  ['Shift', 'lab.help.back'],
  ['F9', 'lab.help.setBreakpoint'],
];

/** How to read the views, and the keys. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={t('lab.help.title')} place="side" onClose={onClose}>
      <dl class="helpMarks">
        {samples.map(({ name, sample }) => (
          <div key={name}>
            <dt>{sample}</dt>
            <dd>{t(`lab.help.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('lab.help.input')}</p>
      <h3 class="helpKeysHead">{t('lab.help.keys')}</h3>
      <dl class="helpKeys">
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
