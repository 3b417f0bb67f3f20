import { StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

/** What the moment that is looked at marks in the program. Lines count from 1; 0 is none. */
export type Marks = {
  /** Comes next. */
  readonly line: number;
  /** Has just been done. */
  readonly done: number;
  /** Offsets of what the coming instruction computes, [-1, -1] where it is a whole line. */
  readonly span: readonly [number, number];
  /** Names that the step bound, with their values. */
  readonly changed: readonly { readonly name: string; readonly value: string }[];
  /** Asked for the object that is pointed at. */
  readonly made: number;
  readonly error: { readonly line: number; readonly text: string } | null;
};

export const setMarks = StateEffect.define<Marks>();

export const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setMarks)) return decorate(effect.value, transaction.state.doc);
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(of: Marks, doc: Text): DecorationSet {
  const ranges = [];
  const line = (number: number) => (number > 0 && number <= doc.lines ? doc.line(number) : null);
  const done = line(of.done);
  if (done) {
    ranges.push(Decoration.line({ class: 'labDone' }).range(done.from));
    for (const { name } of of.changed) ranges.push(...namesIn(done.from, done.text, name));
    if (of.changed.length > 0)
      ranges.push(Decoration.widget({ widget: new Note(noteOf(of.changed)), side: 1 }).range(done.to));
  }
  const next = line(of.line);
  if (next) ranges.push(Decoration.line({ class: 'labLine' }).range(next.from));
  const made = line(of.made);
  if (made) ranges.push(Decoration.line({ class: 'labMade' }).range(made.from));
  const wrong = line(of.error?.line ?? 0);
  if (wrong) {
    ranges.push(Decoration.line({ class: 'labErrorLine' }).range(wrong.from));
    ranges.push(
      Decoration.widget({ widget: new ErrorText(of.error!.text), side: 2, block: true }).range(wrong.to),
    );
  }
  const [from, to] = of.span;
  if (from >= 0 && to > from && to <= doc.length)
    ranges.push(Decoration.mark({ class: 'labSpan' }).range(from, to));
  return Decoration.set(ranges, true);
}

const changedName = Decoration.mark({ class: 'labChanged' });

/** The places of a name in a line, as a word. */
function namesIn(start: number, text: string, name: string) {
  const found = [];
  const word = new RegExp(`(?<![\\w.])${name.replace(/[^\w]/g, '\\$&')}(?!\\w)`, 'gu');
  for (const { index } of text.matchAll(word))
    found.push(changedName.range(start + index, start + index + name.length));
  return found;
}

function noteOf(changed: Marks['changed']): string {
  return changed.map(({ name, value }) => `${name} → ${value}`).join('   ');
}

/** What the line bound, behind it. */
class Note extends WidgetType {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override eq(other: Note): boolean {
    return other.#text === this.#text;
  }

  override toDOM(): HTMLElement {
    const note = document.createElement('span');
    note.className = 'labNote';
    note.textContent = this.#text;
    return note;
  }
}

/** What went wrong, below the line. */
class ErrorText extends WidgetType {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override eq(other: ErrorText): boolean {
    return other.#text === this.#text;
  }

  override toDOM(): HTMLElement {
    const error = document.createElement('div');
    error.className = 'labErrorText';
    error.textContent = this.#text;
    return error;
  }
}
