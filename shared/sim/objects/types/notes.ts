/** The notes of an exception (Objects/exceptions.c: BaseException_add_note, _PyException_AddNote; 3.11+). */
import { typeError } from '../errors.ts';
import { K, type PyContainer, type PyObject } from '../header.ts';
import { instanceDict } from '../instances.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { dictGetStr, dictSetStr } from './dict.ts';
import { listPush, newList } from './list.ts';
import { strNew } from './str.ts';

/** exception.add_note(note) with a str object. */
export function appendNote(rt: Runtime, self: PyObject, note: PyObject): void {
  const dict = instanceDict(rt, self as PyContainer)!;
  const key = strNew(rt, '__notes__');
  try {
    const notes = dictGetStr(rt, dict, key);
    if (notes === null) {
      const list = newList(rt, [note]);
      dictSetStr(rt, dict, key, list);
      decref(rt, list);
    } else if (notes.type.kind === K.LIST) listPush(rt, notes, incref(note));
    else throw typeError(rt, 'Cannot add note: __notes__ is not a list');
  } finally {
    decref(rt, key);
  }
}

/** exception.add_note(text). */
export function addNote(rt: Runtime, exception: PyObject, text: string): void {
  const note = strNew(rt, text);
  try {
    appendNote(rt, exception, note);
  } finally {
    decref(rt, note);
  }
}
