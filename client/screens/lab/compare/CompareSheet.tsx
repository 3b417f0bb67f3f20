import { useEffect, useState } from 'preact/hooks';
import type { Difference } from '../../../../shared/lab/compare.ts';
import { FLAG } from '../../../../shared/lab/flags.ts';
import { Sheet } from '../../../parts/Sheet.tsx';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import { type Lab, labVersions } from '../Lab.ts';
import type { Comparison } from '../run/protocol.ts';
import './compare.css';

/** The same program under two versions, and where they begin to differ. */
export function CompareSheet({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const first = lab.version.value;
  const [second, setSecond] = useState(first === '3.9' ? '3.14' : '3.9');
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let wanted = true;
    setComparison(null);
    lab.runner.compare([first, second]).then(
      (made) => wanted && setComparison(made),
      (error) => wanted && setProblem(String(error)),
    );
    return () => {
      wanted = false;
    };
  }, [first, second]);
  return (
    <Sheet title={t('lab.compare')} place="wide" onClose={onClose}>
      <p class="compareWith">
        <strong>CPython {first}</strong>
        <label>
          <span>{t('lab.compareWith')}</span>
          <select value={second} onChange={(event) => setSecond(event.currentTarget.value)}>
            {labVersions
              .filter((version) => version !== first)
              .map((version) => (
                <option key={version} value={version}>
                  {version}
                </option>
              ))}
          </select>
        </label>
      </p>
      {problem && <p class="warn">{problem}</p>}
      {!comparison && !problem && <p role="status">{t('common.loading')}</p>}
      {comparison && (
        <>
          <ul class="differences">
            {comparison.differences.length === 0 && <li>{t('lab.difference.none')}</li>}
            {comparison.differences.map((difference) => (
              <li key={difference.kind}>
                {sentence(difference)}
                {'step' in difference && (
                  <button
                    type="button"
                    class="chip"
                    onClick={() => {
                      lab.goTo(difference.step + 1);
                      onClose();
                    }}
                  >
                    {t('lab.difference.go')}
                  </button>
                )}
              </li>
            ))}
          </ul>
          <div class="compareSides">
            {comparison.sides.map((side) => (
              <section key={side.version}>
                <h3>CPython {side.version}</h3>
                <dl>
                  <dt>{t('lab.side.end')}</dt>
                  <dd>{bytes(side.endBytes)}</dd>
                  <dt>{t('lab.side.peak')}</dt>
                  <dd>{bytes(side.peakBytes)}</dd>
                  <dt>{t('lab.side.collections')}</dt>
                  <dd>
                    {t('lab.side.automatic', {
                      all: number(side.collections),
                      automatic: number(side.automatic),
                    })}
                  </dd>
                </dl>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
                <pre tabIndex={0}>
                  {side.stdout}
                  {side.error && <span class="stderr">{side.error}</span>}
                </pre>
              </section>
            ))}
          </div>
        </>
      )}
    </Sheet>
  );
}

function sentence(difference: Difference): string {
  switch (difference.kind) {
    case 'none':
      return t('lab.difference.none');
    case 'path':
      return t('lab.difference.path', {
        step: number(difference.step + 1),
        a: difference.lines[0],
        b: difference.lines[1],
      });
    case 'happening':
      return t('lab.difference.happening', {
        line: difference.line,
        a: happenings(difference.flags[0]),
        b: happenings(difference.flags[1]),
      });
    case 'bytes':
      return t('lab.difference.bytes', {
        line: difference.line,
        a: bytes(difference.bytes[0]),
        b: bytes(difference.bytes[1]),
      });
    case 'output':
      return t('lab.difference.output', {
        line: difference.line,
        a: difference.texts[0],
        b: difference.texts[1],
      });
  }
}

function happenings(flags: number): string {
  const names: string[] = [];
  if (flags & FLAG.death) names.push(t('lab.happening.death'));
  if (flags & FLAG.collection) names.push(t('lab.happening.collection'));
  if (flags & FLAG.arenaMapped) names.push(t('lab.happening.arenaMapped'));
  if (flags & FLAG.arenaUnmapped) names.push(t('lab.happening.arenaUnmapped'));
  if (flags & FLAG.output) names.push(t('lab.happening.output'));
  return names.length === 0 ? t('lab.happening.nothing') : names.join(', ');
}
