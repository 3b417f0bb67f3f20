import '../board.css';

/** The board's own elements: the part that pans, the choices, the requests; the canvas lies under all of them. */
export interface BoardParts {
  readonly root: HTMLElement;
  readonly view: HTMLElement;
  readonly tools: HTMLElement;
  readonly dock: HTMLElement;
  readonly notes: HTMLElement;
}

export function boardParts(container: HTMLElement): BoardParts {
  const make = (name: string, parent?: HTMLElement): HTMLElement => {
    const element = document.createElement('div');
    element.className = name;
    parent?.append(element);
    return element;
  };
  const root = make('board', container);
  const view = make('boardView', root);
  const tools = make('boardTools', root);
  const dock = make('boardDock', root);
  const notes = make('boardNotes');
  notes.dataset.testid = 'notes';
  return { root, view, tools, dock, notes };
}
