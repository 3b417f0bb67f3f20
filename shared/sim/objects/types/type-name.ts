/** The names of a class, and its repr (Objects/typeobject.c: type_name, type_qualname, type_module, type_repr). */
import { type PyObject, type PyType, TF } from '../header.ts';
import type { Runtime } from '../runtime.ts';
import { dictGetJs } from './dict.ts';
import { isStr, strNew } from './str.ts';

/** Name with the module in front for types outside builtins (tp_name). */
export function typeFullName(type: PyType): string {
  const module = (type.flags & TF.HEAP) === 0 ? type.moduleName : '';
  const qualified = module === '' || module === 'builtins' || type.name.startsWith(`${module}.`);
  return qualified ? type.name : `${module}.${type.name}`;
}

export function typeRepr(rt: Runtime, o: PyObject): PyObject {
  const type = o as PyType;
  const module = typeModuleText(type);
  const name = qualnameText(type);
  return strNew(
    rt,
    module !== null && module !== 'builtins' ? `<class '${module}.${name}'>` : `<class '${name}'>`,
  );
}

/** `__module__` as text, or null where it is no str. */
export function typeModuleText(type: PyType): string | null {
  if ((type.flags & TF.HEAP) === 0) return type.moduleName;
  const m = dictGetJs(type.ns, '__module__');
  return m !== null && isStr(m) ? m.v : null;
}

/** A built-in type's name without the module in front. */
export function shortName(type: PyType): string {
  return type.name.slice(type.name.lastIndexOf('.') + 1);
}

/** Module and qualified name, but for what is built in or the program's own (PyType_GetFullyQualifiedName, the format %T). */
export function fullTypeName(type: PyType): string {
  const module = typeModuleText(type);
  const own = module === null || module === 'builtins' || module === '__main__';
  return own ? qualnameText(type) : `${module}.${qualnameText(type)}`;
}

export function qualnameText(type: PyType): string {
  return type.qualname === null ? shortName(type) : (type.qualname.v as string);
}
