/** `__buffer__` of the built-in types that have buffers (PEP 688, Objects/typeobject.c: wrap_buffer). */
import { toCInt } from '../convert.ts';
import { bufferError } from '../errors.ts';
import { K } from '../header.ts';
import { m1 } from '../slots.ts';
import { newMemoryview } from './view.ts';

/** The PyBUF_WRITABLE bit of the flags. */
const WRITABLE = 1;

export const bufferMethod = m1('__buffer__', (rt, o, flags) => {
  const wanted = toCInt(rt, flags);
  const { readonly } = o.type.slots.buffer!(rt, o).describe(rt, o);
  if ((wanted & WRITABLE) !== 0 && readonly)
    throw bufferError(
      rt,
      o.type.kind === K.BYTES ? 'Object is not writable.' : 'memoryview: underlying buffer is not writable',
    );
  return newMemoryview(rt, o);
});
