/** Identifiers (PEP 3131; tokenizer.c, verify_identifier). */
const START = /^[\p{XID_Start}_]$/u;
const CONTINUE = /^[\p{XID_Continue}]$/u;
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}\p{Zs}]$/u;

/** The index of the first character (as an offset into `text`) that may not stand there, or -1. */
export function badIdentifierOffset(text: string): number {
  let offset = 0;
  for (const char of text) {
    if (!(offset === 0 ? START : CONTINUE).test(char)) return offset;
    offset += char.length;
  }
  return -1;
}

export function isPrintable(char: string): boolean {
  return char === ' ' || PRINTABLE.test(char);
}

/** `U+20AC` for the Euro sign. */
export function codePointName(char: string): string {
  return `U+${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}
