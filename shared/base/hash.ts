const floatBits = (() => {
  const float = new Float64Array(1);
  const words = new Uint32Array(float.buffer);
  return (value: number, word: 0 | 1): number => {
    float[0] = value;
    return words[word];
  };
})();

/**
 * A running 64-bit hash in two 32-bit lanes (multiply and rotate as MurmurHash3 does). It finds drift
 * between two machines that should agree; it is no defence against somebody who forges data.
 */
export class Hasher {
  #a = 0x9747b28c;
  #b = 0x1b873593;
  #length = 0;

  /** Takes in the low 32 bits of `word`. */
  word(word: number): this {
    const k = Math.imul(word, 0xcc9e2d51);
    this.#a = Math.imul(rotate(this.#a ^ Math.imul(rotate(k, 15), 0x1b873593), 13), 5) + 0xe6546b64;
    this.#b = Math.imul(rotate(this.#b ^ word, 17), 0x85ebca6b) + this.#a;
    this.#length++;
    return this;
  }

  /** Takes in any number: integers beyond 32 bits and fractions count in full. */
  number(value: number): this {
    if ((value | 0) === value) return this.word(value);
    return this.word(0x7ff80000).word(floatBits(value, 0)).word(floatBits(value, 1));
  }

  /** Takes in a text by its UTF-16 code units, with its length. */
  text(text: string): this {
    this.word(text.length);
    for (let i = 0; i < text.length; i++) this.word(text.charCodeAt(i));
    return this;
  }

  /** Takes in the first `length` elements of an integer array, with their number. */
  words(values: ArrayLike<number>, length = values.length): this {
    this.word(length);
    for (let i = 0; i < length; i++) this.number(values[i]);
    return this;
  }

  /** Sixteen hexadecimal digits; more may be taken in afterwards. */
  digest(): string {
    const a = finish(this.#a ^ this.#length);
    const b = finish(this.#b ^ a);
    return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function finish(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}
