import type { ExplanationRule } from '../../../../shared/lab/explain.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';

const REFCOUNTS = 'https://docs.python.org/3/extending/extending.html#reference-counts';
const COLLECTOR = 'https://docs.python.org/3/library/gc.html';
const CYCLES = 'https://github.com/python/cpython/blob/main/InternalDocs/garbage_collector.md';
const PYMALLOC = 'https://docs.python.org/3/c-api/memory.html#the-pymalloc-allocator';
const IMMORTAL = 'https://peps.python.org/pep-0683/';
const WEAKREF = 'https://docs.python.org/3/library/weakref.html';
const NAMES = 'https://docs.python.org/3/reference/executionmodel.html#naming-and-binding';
const SIZES = 'https://docs.python.org/3/library/sys.html#sys.getsizeof';

/** Where each rule is written down. */
const links: Readonly<Partial<Record<ExplanationRule, string>>> = {
  collectionAutomatic: COLLECTOR,
  collectionManual: COLLECTOR,
  arenaMapped: PYMALLOC,
  arenaUnmapped: PYMALLOC,
  died: REFCOUNTS,
  diedMany: REFCOUNTS,
  becameGarbage: CYCLES,
  weakrefDied: WEAKREF,
  listGrew: SIZES,
  dictGrew: SIZES,
  frameEntered: NAMES,
  frameLeft: NAMES,
  createdBound: NAMES,
  sharedBound: NAMES,
  immortalBound: IMMORTAL,
  countFell: REFCOUNTS,
  countRose: REFCOUNTS,
  refers: REFCOUNTS,
  refersNoMore: REFCOUNTS,
};

/** What the last step did, in one to three sentences. */
export function ExplainStrip({ lab }: { lab: Lab }) {
  const moment = lab.moment.value;
  const timeline = lab.timeline.value;
  const problem = lab.problem.value;
  const atEnd = timeline !== null && moment !== null && moment.step >= timeline.steps;
  return (
    <section class="explain" aria-label={t('lab.explain.title')} aria-live="polite">
      {problem ? (
        <p class="warn">{problem}</p>
      ) : timeline?.error && (atEnd || timeline.steps === 0) ? (
        <p class="warn">
          <code>{timeline.error}</code>{' '}
          {timeline.errorLine > 0 && t('lab.explain.errorLine', { line: timeline.errorLine })}
        </p>
      ) : moment && moment.explanation.length === 0 ? (
        <p class="quietText">{t('lab.explain.start')}</p>
      ) : (
        moment?.explanation.map((one, i) => (
          <p key={i}>
            {t(`lab.explain.${one.rule}`, one.values)}{' '}
            {links[one.rule] && (
              <a href={links[one.rule]} target="_blank" rel="noreferrer">
                {t('lab.explain.rule')}
              </a>
            )}
          </p>
        ))
      )}
    </section>
  );
}
