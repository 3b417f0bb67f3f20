import type { Moment } from '../../../../shared/lab/run.ts';
import type { Timeline } from '../../../../shared/lab/timeline.ts';
import { errorText } from '../output/errorText.ts';
import type { Marks } from './marks.ts';

/** Names that are written behind a line. */
const MAX_CHANGED = 3;
const MAX_VALUE = 24;

/** What a moment marks in the program. `made`: the line that made the object which is pointed at. */
export function marksOf(moment: Moment | null, timeline: Timeline | null, made: number): Marks {
  const nothing: Marks = { line: 0, done: 0, span: [-1, -1], changed: [], made, error: null };
  if (!timeline) return nothing;
  const atEnd = (moment?.step ?? 0) >= timeline.steps;
  const error =
    timeline.error !== null && timeline.errorLine > 0 && atEnd
      ? { line: timeline.errorLine, text: errorText(timeline)! }
      : null;
  if (!moment) return { ...nothing, error };
  const inside = !atEnd && moment.instruction !== timeline.instructions[moment.step];
  return {
    line: error ? 0 : moment.view.line,
    done: !inside && moment.step > 0 ? timeline.lines[moment.step - 1] : 0,
    span: inside ? moment.view.span : [-1, -1],
    changed: inside ? [] : changedNames(moment),
    made,
    error,
  };
}

/** What the step bound: the names of the program's innermost frames. */
function changedNames({ view }: Moment): Marks['changed'] {
  const values = new Map(view.objects.map((o) => [o.id, o.value === '' ? o.type : o.value]));
  const own = view.frames.filter((frame) => frame.own).slice(-2);
  const found = own.flatMap((frame) => frame.names.filter(({ changed }) => changed));
  return found.slice(-MAX_CHANGED).map(({ name, to }) => {
    const value = values.get(to) ?? '…';
    return { name, value: value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE - 1)}…` : value };
  });
}
