/** SHA-512 (FIPS 180-4), with which random.seed() stretches text. Not for secrets: written for clarity in 64-bit ints. */
const mask = (1n << 64n) - 1n;

/** The fractional bits of the square (or cube) roots of the first primes, 64 of them. */
function rootFractions(count: number, root: 2n | 3n): bigint[] {
  const fractions: bigint[] = [];
  for (let prime = 2n; fractions.length < count; prime++) {
    let isPrime = true;
    for (let d = 2n; d * d <= prime; d++) if (prime % d === 0n) isPrime = false;
    if (!isPrime) continue;
    const target = prime << (64n * root);
    let low = 0n;
    let high = 1n << 72n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** root <= target) low = middle;
      else high = middle;
    }
    fractions.push(low & mask);
  }
  return fractions;
}

const initial: readonly bigint[] = rootFractions(8, 2n);
const constants: readonly bigint[] = rootFractions(80, 3n);

const rotate = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (64n - n))) & mask;

/** The 64-byte digest of `bytes`. */
export function sha512(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((bytes.length + 17) / 128) * 128);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const hash = [...initial];
  const w: bigint[] = new Array(80);
  for (let block = 0; block < padded.length; block += 128) {
    for (let t = 0; t < 16; t++) w[t] = view.getBigUint64(block + 8 * t);
    for (let t = 16; t < 80; t++) {
      const s0 = rotate(w[t - 15], 1n) ^ rotate(w[t - 15], 8n) ^ (w[t - 15] >> 7n);
      const s1 = rotate(w[t - 2], 19n) ^ rotate(w[t - 2], 61n) ^ (w[t - 2] >> 6n);
      w[t] = (w[t - 16] + s0 + w[t - 7] + s1) & mask;
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let t = 0; t < 80; t++) {
      const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
      const t1 = (h + s1 + ((e & f) ^ (~e & mask & g)) + constants[t] + w[t]) & mask;
      const s0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) & mask;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & mask, c, b, a, (t1 + t2) & mask];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      hash[i] = (hash[i] + word) & mask;
    });
  }
  const digest = new Uint8Array(64);
  const out = new DataView(digest.buffer);
  for (const [i, word] of hash.entries()) out.setBigUint64(8 * i, word);
  return digest;
}
