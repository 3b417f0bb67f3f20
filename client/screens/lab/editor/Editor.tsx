import { python } from '@codemirror/lang-python';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type StateEffect } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import { useEffect, useRef } from 'preact/hooks';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import './editor.css';
import { breakpointGutter, bytesGutter, setBreakpoints, setBytes } from './gutters.ts';
import { marks, setMarks } from './marks.ts';
import { marksOf } from './marksOf.ts';

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
          breakpointGutter((line) => lab.toggleBreakpoint(line)),
          basicSetup,
          bytesGutter((line) => lab.pointAtLine(line)),
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
    // What is typed is known at once, but this comes a moment later: by then `source` may be a key behind.
    const text = lab.source.peek();
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [source]);

  const moment = lab.moment.value;
  const timeline = lab.timeline.value;
  const [only] = [...lab.lit.value];
  const made = lab.lit.value.size === 1 ? (lab.objects.value.get(only)?.line ?? 0) : 0;
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const of = marksOf(moment, timeline, made);
    const effects: StateEffect<unknown>[] = [setMarks.of(of)];
    const shown = of.error?.line || of.line || of.done;
    if (shown > 0 && shown <= editor.state.doc.lines && !editor.hasFocus)
      effects.push(
        EditorView.scrollIntoView(editor.state.doc.line(shown).from, { y: 'nearest', yMargin: 60 }),
      );
    editor.dispatch({ effects });
  }, [moment, timeline, made, source]);

  const breakpoints = lab.breakpoints.value;
  useEffect(() => view.current?.dispatch({ effects: setBreakpoints.of(breakpoints) }), [breakpoints]);

  const profiled = lab.views.open.value.includes('profile');
  useEffect(() => {
    const rows = profiled ? (moment?.view.byLine ?? []) : null;
    const texts = rows && new Map(rows.map((row) => [row.line, number(row.bytes)]));
    view.current?.dispatch({ effects: setBytes.of(texts) });
  }, [moment, profiled]);

  return <div class={profiled ? 'labEditor withBytes' : 'labEditor'} ref={place} />;
}
