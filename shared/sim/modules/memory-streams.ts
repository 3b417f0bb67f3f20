/** Streams in memory: StringIO and BytesIO (Modules/_io/stringio.c, bytesio.c). */

import { parseArgs } from '../objects/args.ts';
import { bytesLikeOf } from '../objects/buffer.ts';
import { typeError } from '../objects/errors.ts';
import { type PyObject, type PyType, TF } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import { type Args, type KwNames, type MethodDef, m0 } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import { bytesNew } from '../objects/types/bytes.ts';
import { isStr } from '../objects/types/str.ts';
import { chargeMove } from '../objects/work.ts';
import { given, open } from './stream-methods.ts';
import { newStreamObject, streamType } from './stream-types.ts';
import { bytesOf, newStream, unitsOf } from './streams.ts';

function memoryNew(binary: boolean) {
  return (rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject => {
    const [initial] = parseArgs(
      rt,
      binary ? 'BytesIO' : 'StringIO',
      args,
      kw,
      binary ? ['initial_bytes'] : ['initial_value', 'newline'],
      0,
    );
    let content = '';
    if (initial !== null && initial !== rt.None) {
      if (binary) {
        content = unitsOf(bytesLikeOf(rt, initial));
      } else {
        if (!isStr(initial)) {
          throw typeError(rt, `initial_value must be str or None, not ${initial.type.name}`);
        }
        content = initial.v as string;
      }
    }
    return newStreamObject(rt, type, newStream({ binary, text: content, mode: 'r+' }));
  };
}

const memoryMethods: readonly MethodDef[] = [
  m0('getvalue', (rt, self) => {
    const s = open(rt, self);
    chargeMove(rt, s.text.length);
    return given(rt, s, s.text);
  }),
];

/** io.StringIO. */
export const stringIoDef: TypeDef = {
  ...streamType('_io.StringIO', '_io._TextIOBase', (minor) => (minor >= 12 ? 184 : 136), {
    methods: memoryMethods,
    slots: { new: memoryNew(false), init: () => {} },
  }),
  flags: TF.GC | TF.BASETYPE | TF.WEAKREF | TF.DICT,
};

/** io.BytesIO. */
export const bytesIoDef: TypeDef = {
  ...streamType('_io.BytesIO', '_io._BufferedIOBase', () => 80, {
    methods: [...memoryMethods, m0('getbuffer', (rt, self) => bytesNew(rt, bytesOf(open(rt, self).text)))],
    slots: { new: memoryNew(true), init: () => {} },
  }),
  flags: TF.GC | TF.BASETYPE | TF.WEAKREF | TF.DICT,
};
