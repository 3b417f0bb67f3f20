/** str() of the exceptions that say more than their arguments (Objects/exceptions.c: OSError_str, KeyError_str, ...). */
import { escapeCode } from '../../text/repr.ts';
import { objectRepr, reprText, strText } from '../abstract/text.ts';
import type { ExceptionData } from '../errors.ts';
import type { PyObject } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { Runtime } from '../runtime.ts';
import { baseRepr, baseStr } from './base-exception.ts';
import { strNew } from './str.ts';

/** Texts of str() that differ from BaseException's. */
export const strs: { [type: string]: (rt: Runtime, o: PyObject) => PyObject } = {
  KeyError: (rt, o) => {
    const args = (o.v as ExceptionData).args.v as PyObject[];
    return args.length === 1 ? objectRepr(rt, args[0]) : baseStr(rt, o);
  },
  OSError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    if (m['errno'] == null || m['strerror'] == null) return baseStr(rt, o);
    const head = `[Errno ${strText(rt, m['errno'])}] ${strText(rt, m['strerror'])}`;
    if (m['filename'] == null) return strNew(rt, head);
    const second = m['filename2'] == null ? '' : ` -> ${reprText(rt, m['filename2'])}`;
    return strNew(rt, `${head}: ${reprText(rt, m['filename'])}${second}`);
  },
  ImportError: (rt, o) => {
    const msg = (o.v as ExceptionData).members!['msg'];
    return msg != null && msg.type === rt.strType ? incref(msg) : baseStr(rt, o);
  },
  SyntaxError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    const msg = m['msg'] == null ? 'None' : strText(rt, m['msg']);
    const line = m['lineno'] != null && m['lineno'] !== rt.None ? strText(rt, m['lineno']) : null;
    const file =
      m['filename'] != null && m['filename'] !== rt.None
        ? strText(rt, m['filename']).replace(/^.*\//, '')
        : null;
    if (file !== null && line !== null) return strNew(rt, `${msg} (${file}, line ${line})`);
    if (line !== null) return strNew(rt, `${msg} (line ${line})`);
    if (file !== null) return strNew(rt, `${msg} (${file})`);
    return strNew(rt, msg);
  },
  UnicodeDecodeError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    if (m['object'] == null) return strNew(rt, '');
    const start = m['start']!.v as number;
    const end = m['end']!.v as number;
    const bytes = m['object']!.v as Uint8Array;
    const at =
      end === start + 1 && start < bytes.length
        ? `can't decode byte 0x${bytes[start].toString(16).padStart(2, '0')} in position ${start}`
        : `can't decode bytes in position ${start}-${end - 1}`;
    return strNew(rt, `'${m['encoding']!.v}' codec ${at}: ${m['reason']!.v}`);
  },
  UnicodeEncodeError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    if (m['object'] == null) return strNew(rt, '');
    return strNew(rt, `'${m['encoding']!.v}' codec ${charactersText(m, 'encode')}: ${m['reason']!.v}`);
  },
  UnicodeTranslateError: (rt, o) => {
    const m = (o.v as ExceptionData).members!;
    if (m['object'] == null) return strNew(rt, '');
    return strNew(rt, `${charactersText(m, 'translate')}: ${m['reason']!.v}`);
  },
};

/** "can't encode character '\\xe9' in position 3". */
function charactersText(m: { [name: string]: PyObject | null }, verb: string): string {
  const start = Number(m['start']!.v);
  const end = Number(m['end']!.v);
  const points = [...(m['object']!.v as string)];
  if (end === start + 1 && start >= 0 && start < points.length)
    return `can't ${verb} character '${escapeCode(points[start].codePointAt(0) as number)}' in position ${start}`;
  return `can't ${verb} characters in position ${start}-${end - 1}`;
}

/** Texts of repr() that differ from BaseException's. */
export const reprs: { [type: string]: (rt: Runtime, o: PyObject) => PyObject } = { ImportError: importRepr };

/** repr() of an ImportError: since 3.15 with its name and path (ImportError_repr). */
function importRepr(rt: Runtime, o: PyObject): PyObject {
  const { args, members } = o.v as ExceptionData;
  const named = ['name', 'path'].filter((n) => members![n] != null);
  const parts = named.map((n) => `${n}=${reprText(rt, members![n]!)}`).join(', ');
  const base = baseRepr(rt, o);
  if (named.length === 0) return base;
  const text = `${(base.v as string).slice(0, -1)}${(args.v as PyObject[]).length > 0 ? ', ' : ''}${parts})`;
  decref(rt, base);
  return strNew(rt, text);
}
