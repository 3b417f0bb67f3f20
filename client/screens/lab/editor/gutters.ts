import { type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { type BlockInfo, type EditorView, GutterMarker, gutter, keymap, lineNumbers } from '@codemirror/view';

/** Lines at which a run stops. */
export const setBreakpoints = StateEffect.define<ReadonlySet<number>>();

/** Bytes that lines have allocated and that still live, by line; null: not shown. */
export const setBytes = StateEffect.define<ReadonlyMap<number, string> | null>();

const breakpoints = fieldOf(setBreakpoints, new Set<number>() as ReadonlySet<number>);
const lineBytes = fieldOf(setBytes, null as ReadonlyMap<number, string> | null);

function fieldOf<T>(effect: ReturnType<typeof StateEffect.define<T>>, first: T): StateField<T> {
  return StateField.define<T>({
    create: () => first,
    update(value, transaction) {
      for (const one of transaction.effects) if (one.is(effect)) return one.value;
      return value;
    },
  });
}

class Breakpoint extends GutterMarker {
  override toDOM(): Node {
    const dot = document.createElement('span');
    dot.className = 'labBreakpoint';
    return dot;
  }
}

class Bytes extends GutterMarker {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override eq(other: Bytes): boolean {
    return other.#text === this.#text;
  }

  override toDOM(): Node {
    return document.createTextNode(this.#text);
  }
}

const breakpoint = new Breakpoint();

/** A click on a line's number or beside it, or F9, sets a breakpoint and takes it away. */
export function breakpointGutter(toggle: (line: number) => void): Extension {
  const mousedown = (view: EditorView, line: BlockInfo): boolean => {
    toggle(view.state.doc.lineAt(line.from).number);
    return true;
  };
  return [
    breakpoints,
    gutter({
      class: 'labBreakpoints',
      markers: (view) => {
        const lines = [...view.state.field(breakpoints)].filter((line) => line <= view.state.doc.lines);
        lines.sort((a, b) => a - b);
        return RangeSet.of(lines.map((line) => breakpoint.range(view.state.doc.line(line).from)));
      },
      initialSpacer: () => breakpoint,
      domEventHandlers: { mousedown },
    }),
    lineNumbers({ domEventHandlers: { mousedown } }),
    keymap.of([
      {
        key: 'F9',
        run(view) {
          toggle(view.state.doc.lineAt(view.state.selection.main.head).number);
          return true;
        },
      },
    ]),
  ];
}

/** The bytes of each line beside its code. */
export function bytesGutter(point: (line: number | null) => void): Extension {
  return [
    lineBytes,
    gutter({
      class: 'labBytes',
      markers: (view) => {
        const bytes = view.state.field(lineBytes);
        const lines = [...(bytes ?? [])].filter(([line]) => line > 0 && line <= view.state.doc.lines);
        lines.sort(([a], [b]) => a - b);
        return RangeSet.of(
          lines.map(([line, text]) => new Bytes(text).range(view.state.doc.line(line).from)),
        );
      },
      domEventHandlers: {
        mouseover(view: EditorView, line) {
          point(view.state.doc.lineAt(line.from).number);
          return false;
        },
        mouseout() {
          point(null);
          return false;
        },
      },
    }),
  ];
}
