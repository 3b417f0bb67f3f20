import { useEffect, useMemo, useRef } from 'preact/hooks';
import { marksOf } from '../editor/marksOf.ts';
import type { Lab } from '../Lab.ts';
import { tokensOf } from './tokens.ts';

/** The program to be read: lines with their numbers, the one that was done and the one that comes next. */
export function StaticCode({ lab }: { lab: Lab }) {
  const place = useRef<HTMLPreElement>(null);
  const source = lab.source.value;
  const lines = useMemo(() => source.replace(/\n$/, '').split('\n').map(tokensOf), [source]);
  const [only] = [...lab.lit.value];
  const made = lab.lit.value.size === 1 ? (lab.objects.value.get(only)?.line ?? 0) : 0;
  const marks = marksOf(lab.moment.value, lab.timeline.value, made);
  const shown = marks.error?.line || marks.line || marks.done;
  useEffect(() => {
    // The page around must not move: only the code's own place scrolls.
    const line = place.current?.children[shown - 1] as HTMLElement | undefined;
    const box = place.current;
    if (!line || !box) return;
    if (line.offsetTop < box.scrollTop) box.scrollTop = line.offsetTop - 20;
    else if (line.offsetTop + line.offsetHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = line.offsetTop + line.offsetHeight - box.clientHeight + 20;
  }, [shown]);
  const look = (number: number): string =>
    [
      'codeRow',
      number === marks.line ? 'labLine' : '',
      number === marks.done ? 'labDone' : '',
      number === marks.made ? 'labMade' : '',
      number === marks.error?.line ? 'labErrorLine' : '',
    ].join(' ');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre ref={place} class="staticCode" tabIndex={0}>
      {lines.map((tokens, i) => (
        <div key={i} class={look(i + 1)} aria-current={i + 1 === marks.line ? 'step' : undefined}>
          <span class="codeNumber" aria-hidden="true">
            {i + 1}
          </span>
          <code>
            {tokens.map(({ kind, text }, at) =>
              kind === 'plain' ? (
                text
              ) : (
                <span key={at} class={`tok-${kind}`}>
                  {text}
                </span>
              ),
            )}
          </code>
          {i + 1 === marks.done && marks.changed.length > 0 && (
            <span class="labNote">
              {marks.changed.map(({ name, value }) => `${name} → ${value}`).join('   ')}
            </span>
          )}
        </div>
      ))}
    </pre>
  );
}
