/** Records with named fields that are tuples (Objects/structseq.c), such as sys.version_info. */
import { reprText } from '../objects/abstract/text.ts';
import { newContainer } from '../objects/alloc.ts';
import { gcTrack } from '../objects/gclinks.ts';
import { type PyObject, TF } from '../objects/header.ts';
import { incref } from '../objects/refs.ts';
import type { Runtime } from '../objects/runtime.ts';
import { declareType, fillType, type TypeDef } from '../objects/typedef.ts';
import { strNew } from '../objects/types/str.ts';

/** A record of owned values, of a type made for it. */
export function makeRecord(
  rt: Runtime,
  name: string,
  fields: readonly (readonly [string, PyObject])[],
): PyObject {
  let type = rt.types[name];
  if (type === undefined) {
    // Kept by the type's functions: names, no objects of this machine.
    const names = fields.map(([field]) => field);
    const def: TypeDef = {
      name,
      base: 'tuple',
      flags: TF.GC | TF.TUPLE,
      slots: {
        repr: (r, o) =>
          strNew(r, `${name}(${names.map((field, i) => `${field}=${reprText(r, o.v[i])}`).join(', ')})`),
      },
      members: names.map((field, i) => ({
        name: field,
        get: (_rt: Runtime, o: PyObject) => incref(o.v[i] as PyObject),
      })),
    };
    type = declareType(rt, def);
    // Only the interpreter makes them: a tuple of another length would lack fields.
    type.slots.new = null;
    fillType(rt, type, def);
  }
  const o = newContainer(
    rt,
    type,
    fields.map(([, value]) => value),
    fields.length,
  );
  gcTrack(rt, o);
  return o;
}
