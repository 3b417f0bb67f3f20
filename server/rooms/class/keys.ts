import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { formatCode } from '../../../shared/class/code.ts';
import { formatKey } from '../../../shared/protocol/player.ts';

/** A new key of 160 bits; it is given away once and kept nowhere. */
export function newKey(prefix: 'ch' | 'cp'): string {
  return formatKey(prefix, randomBytes(20));
}

export function newCode(): string {
  const bytes = randomBytes(24);
  return formatCode(Uint32Array.from({ length: 6 }, (_, index) => bytes.readUInt32LE(index * 4)));
}

/** The only form in which a key is kept. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
