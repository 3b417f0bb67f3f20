/** A player key: `pa_` and 32 characters of base 32 (160 bits of chance), made in the browser. */
export const PLAYER_KEY = /^pa_[a-z2-7]{32}$/;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The key for twenty random bytes. */
export function formatPlayerKey(bytes: Uint8Array): string {
  return formatKey('pa', bytes);
}

/** A key of another kind: its letters, `_`, and twenty random bytes in base 32. */
export function formatKey(prefix: string, bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >>> bits) & 31];
    }
  }
  return `${prefix}_${text}`;
}
