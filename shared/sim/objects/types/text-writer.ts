/** The text that formatting builds, as the str object it ends as (_PyUnicodeWriter, Objects/unicodeobject.c). */
import type { PyObject } from '../header.ts';
import { decref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { mustHoldText, strNew } from './str.ts';

/**
 * The text as pieces are added, and, while it is one str object that nothing was added to, that object itself, which
 * then is the result (_PyUnicodeWriter_WriteStr into an empty writer).
 */
export class TextWriter {
  text = '';
  #sole: PyObject | null = null;
  #pieces = 0;

  /** Adds a text; `object` (taken over) is a str of it or null. */
  add(rt: Runtime, text: string, object: PyObject | null = null): void {
    this.#pieces++;
    mustHoldText(rt, this.text.length + text.length);
    if (this.#pieces === 1 && object !== null && object.type === rt.strType && object.v === text) {
      this.#sole = object;
      this.text = text;
      return;
    }
    this.text += text;
    this.drop(rt);
    if (object !== null) decref(rt, object);
  }

  drop(rt: Runtime): void {
    const sole = this.#sole;
    this.#sole = null;
    if (sole !== null) decref(rt, sole);
  }

  finish(rt: Runtime): PyObject {
    const sole = this.#sole;
    this.#sole = null;
    return sole ?? strNew(rt, this.text);
  }
}

/** What `write` gives to a writer, as a str object (new). */
export function written(rt: Runtime, write: (writer: TextWriter) => void): PyObject {
  const writer = new TextWriter();
  let done = false;
  try {
    write(writer);
    done = true;
  } finally {
    if (!done) writer.drop(rt);
  }
  return writer.finish(rt);
}
