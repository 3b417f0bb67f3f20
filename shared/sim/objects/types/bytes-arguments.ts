/** Arguments that methods of bytes, bytearray and memoryview share. */
import { toText } from '../../text/bytestext.ts';
import { objectLength } from '../abstract/container.ts';
import { bytesLike } from '../buffer.ts';
import { typeError, valueError } from '../errors.ts';
import { K, type PyObject } from '../header.ts';
import type { Runtime } from '../runtime.ts';

/** The separator of hex(): one ASCII character. */
export function hexSeparator(rt: Runtime, sep: PyObject): string {
  if (objectLength(rt, sep) !== 1) throw valueError(rt, 'sep must be length 1.');
  const bytes = sep.type.kind === K.STR ? null : bytesLike(rt, sep);
  const text = sep.type.kind === K.STR ? (sep.v as string) : bytes === null ? null : toText(bytes);
  if (text === null) throw typeError(rt, 'sep must be str or bytes.');
  if (text.charCodeAt(0) > 127) throw valueError(rt, 'sep must be ASCII.');
  return text;
}
