/** How many bytes a bytearray keeps for `length` of them (Objects/bytearrayobject.c:PyByteArray_Resize). */
import type { Ruleset } from '../rulesets/index.ts';

/**
 * The buffer's capacity after a resize, its NUL included up to 3.14; 3.15's buffer is a bytes object, whose
 * NUL is not counted. Equal to `capacity` where the buffer stays.
 */
export function resizedBytearray(capacity: number, length: number, rules: Ruleset): number {
  const nul = rules.sizes.bytearray.bufferExtraBytes === 1 ? 1 : 0;
  if (length + nul <= capacity) return length < Math.floor(capacity / 2) ? length + nul : capacity;
  if (length <= capacity * 1.125) return length + (length >> 3) + (length < 9 ? 3 : 6);
  return length + nul;
}

/** getsizeof of a bytearray with that capacity. */
export function bytearraySizeBytes(capacity: number, rules: Ruleset): number {
  const { emptyBytes, bufferExtraBytes } = rules.sizes.bytearray;
  if (capacity === 0) return emptyBytes;
  return emptyBytes + capacity + (bufferExtraBytes === 1 ? 0 : bufferExtraBytes);
}
