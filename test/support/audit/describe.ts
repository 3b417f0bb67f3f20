/** Objects in words, for the messages of the audit. */
import { type PyObject, PyType } from '../../../shared/sim/objects/header.ts';

/** What an object is: its type, what tells it from others of the type, its address and count. */
export function describe(o: PyObject): string {
  const type = o.type === null || o.type === undefined ? '(no type)' : o.type.name;
  let text = '';
  if (o instanceof PyType) text = ` ${o.name}`;
  else if (type === 'str') text = ` ${JSON.stringify(String(o.v).slice(0, 40))}`;
  else if (type === 'int' || type === 'float') text = ` ${o.v}`;
  else if (type === 'function') text = ` ${o.v.qualname?.v}`;
  else if (type === 'code') text = ` ${o.v?.source?.qualname}`;
  else if (type === 'module') text = ` ${o.v?.name ?? ''}`;
  else if (Array.isArray(o.v)) text = ` of ${o.v.length}`;
  return `${type}${text} @${o.addr} (count ${o.refcnt})`;
}
