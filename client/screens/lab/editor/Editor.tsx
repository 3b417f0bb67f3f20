import { python } from '@codemirror/lang-python';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';

type Marks = {
  readonly line: number;
  readonly span: readonly [number, number];
  readonly errorLine: number;
  readonly breakpoints: ReadonlySet<number>;
};

const setMarks = StateEffect.define<Marks>();

/** The coming line, what the coming instruction computes, and the line of an error, as decorations. */
const marks = StateField.define<{ decorations: DecorationSet; breakpoints: ReadonlySet<number> }>({
  create: () => ({ decorations: Decoration.none, breakpoints: new Set() }),
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue;
      const { line, span, errorLine, breakpoints } = effect.value;
      const { doc } = transaction.state;
      const ranges = [];
      if (line > 0 && line <= doc.lines)
        ranges.push(Decoration.line({ class: 'labLine' }).range(doc.line(line).from));
      if (errorLine > 0 && errorLine <= doc.lines)
        ranges.push(Decoration.line({ class: 'labErrorLine' }).range(doc.line(errorLine).from));
      if (span[0] >= 0 && span[1] > span[0] && span[1] <= doc.length)
        ranges.push(Decoration.mark({ class: 'labSpan' }).range(span[0], span[1]));
      return { decorations: Decoration.set(ranges, true), breakpoints };
    }
    return { ...value, decorations: value.decorations.map(transaction.changes) };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.decorations),
});

class Breakpoint extends GutterMarker {
  override toDOM(): Node {
    const dot = document.createElement('span');
    dot.className = 'labBreakpoint';
    return dot;
  }
}

const breakpoint = new Breakpoint();

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: 'var(--type-dict)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--type-str)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--type-int)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: 'var(--type-function)',
  },
  { tag: [tags.className, tags.definition(tags.className)], color: 'var(--type-tuple)' },
]);

/** Where the program is written; follows the moment that is looked at. */
export function Editor({ lab }: { lab: Lab }) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);

  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: lab.source.peek(),
        extensions: [
          marks,
          gutter({
            class: 'labBreakpoints',
            markers: (v) => {
              const lines = v.state.field(marks).breakpoints;
              const found = [...lines]
                .filter((line) => line <= v.state.doc.lines)
                .sort((a, b) => a - b)
                .map((line) => breakpoint.range(v.state.doc.line(line).from));
              return RangeSet.of(found);
            },
            initialSpacer: () => breakpoint,
            domEventHandlers: {
              mousedown(v, line) {
                lab.toggleBreakpoint(v.state.doc.lineAt(line.from).number);
                return true;
              },
            },
          }),
          basicSetup,
          python(),
          syntaxHighlighting(colours),
          EditorView.contentAttributes.of({ 'aria-label': t('lab.editor'), tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) lab.edit(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  const source = lab.source.value;
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === source) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: source } });
  }, [source]);

  const moment = lab.moment.value;
  const timeline = lab.timeline.value;
  const breakpoints = lab.breakpoints.value;
  const line = moment?.view.line ?? 0;
  const inside =
    moment !== null && timeline !== null && moment.instruction !== timeline.instructions[moment.step];
  const atEnd = timeline !== null && moment?.step === timeline.steps;
  const errorLine = timeline?.error && (atEnd || timeline.steps === 0) ? timeline.errorLine : 0;
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const span = inside && !atEnd ? (moment?.view.span ?? ([-1, -1] as const)) : ([-1, -1] as const);
    const effects: StateEffect<unknown>[] = [setMarks.of({ line, span, errorLine, breakpoints })];
    const shown = errorLine || line;
    if (shown > 0 && shown <= editor.state.doc.lines && !editor.hasFocus)
      effects.push(
        EditorView.scrollIntoView(editor.state.doc.line(shown).from, { y: 'nearest', yMargin: 60 }),
      );
    editor.dispatch({ effects });
  }, [line, moment, errorLine, breakpoints, source]);

  return <div class="labEditor" ref={place} />;
}
