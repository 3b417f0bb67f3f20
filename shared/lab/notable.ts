/** Which deaths a learner wants to hear of. */
import { K, type PyObject, type PyType, TF } from '../sim/objects/header.ts';
import { PROGRAM_FILE, type Process } from './process.ts';

/** Whether an object's death is worth a mark: one of the program's own kind, or a container. */
export function isNotable(debuggee: Process, o: PyObject): boolean {
  if (debuggee.frame === null || debuggee.rt.finalizing) return false;
  const type = o.type;
  if ((type.flags & TF.HEAP) !== 0) return ownType(debuggee, type);
  if (debuggee.frame.code.source.filename !== PROGRAM_FILE) return false;
  switch (type.kind) {
    case K.LIST:
    case K.DICT:
    case K.SET:
    case K.BYTEARRAY:
    case K.EXCEPTION:
    case K.GENERATOR:
    case K.TYPE:
    case K.FUNCTION:
      return true;
    default:
      return false;
  }
}

/** Whether the class was made by the program itself. */
function ownType(debuggee: Process, type: PyType): boolean {
  const module = type.cache.get('__module__');
  if (module != null) return module.v === '__main__';
  const data = type.ns?.v as { keys?: readonly (PyObject | null)[]; vals?: readonly (PyObject | null)[] };
  const at = data?.keys?.findIndex((key) => key !== null && key.v === '__module__') ?? -1;
  void debuggee;
  return at >= 0 && data.vals?.[at]?.v === '__main__';
}
