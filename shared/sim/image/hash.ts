/** The hash of an image: equal for machines in equal states. What only makes a machine fast (caches) is not in it. */
import type { Hasher } from '../../base/hash.ts';
import type { Image } from './writer.ts';

export function hashImage(image: Image, hasher: Hasher): Hasher {
  hasher.words(image.shapes);
  for (const keys of image.literals) hasher.text(keys.join(' '));
  const { words } = image;
  for (let i = 0; i < words.length; i++) hasher.word(words[i]);
  for (const leaf of image.leaves) hasher.text(textOf(leaf));
  return hasher.word(words.length);
}

/** A name of what machines share, or the text that a leaf is. */
function textOf(leaf: unknown): string {
  if (typeof leaf === 'string') return leaf;
  if (typeof leaf === 'function') return leaf.name;
  if (leaf instanceof Uint8Array) return String.fromCharCode(...leaf.subarray(0, 4096)) + leaf.length;
  if (typeof leaf !== 'object' || leaf === null) return String(leaf);
  const { name, qualname, version } = leaf as { name?: unknown; qualname?: unknown; version?: unknown };
  return String(qualname ?? name ?? version ?? '');
}
