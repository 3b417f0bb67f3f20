/**
 * Properties of single code points as str's methods ask for them (unicodectype.c). Beyond ASCII they come from
 * the host's Unicode tables, which may be a release newer or older than the ones that CPython ships.
 */

/** str.isspace: bidirectional WS, B, S or category Zs. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return (code >= 9 && code <= 13) || (code >= 0x1c && code <= 0x20);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** What str.splitlines splits at. */
export function isLineBreak(code: number): boolean {
  return (
    (code >= 10 && code <= 13) ||
    (code >= 0x1c && code <= 0x1e) ||
    code === 0x85 ||
    code === 0x2028 ||
    code === 0x2029
  );
}

/** The value of a decimal digit of any script (category Nd), or -1. */
export function decimalDigitValue(code: number): number {
  if (code < 0x80) return code >= 48 && code <= 57 ? code - 48 : -1;
  if (!isDecimal(code)) return -1;
  // Digits come in runs of ten from zero to nine; some runs touch.
  let start = code;
  while (isDecimal(start - 1)) start--;
  return (code - start) % 10;
}

export function isDecimal(code: number): boolean {
  if (code < 0x80) return code >= 48 && code <= 57;
  return /^\p{Nd}$/u.test(String.fromCodePoint(code));
}

/** str.isdigit: decimals, and digits with a form: superscripts, circled and the like. */
export function isDigit(code: number): boolean {
  if (isDecimal(code)) return true;
  return digitForms.some(([from, to]) => code >= from && code <= to);
}

/** str.isnumeric: anything with a numeric value. */
export function isNumeric(code: number): boolean {
  if (code < 0x80) return code >= 48 && code <= 57;
  const character = String.fromCodePoint(code);
  return /^[\p{Nd}\p{Nl}\p{No}]$/u.test(character) || numericIdeographs.includes(character);
}

export function isAlpha(code: number): boolean {
  if (code < 0x80) return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return /^\p{L}$/u.test(String.fromCodePoint(code));
}

export function isAlnum(code: number): boolean {
  return isAlpha(code) || isNumeric(code);
}

export function isLower(code: number): boolean {
  if (code < 0x80) return code >= 97 && code <= 122;
  return /^\p{Lowercase}$/u.test(String.fromCodePoint(code));
}

export function isUpper(code: number): boolean {
  if (code < 0x80) return code >= 65 && code <= 90;
  return /^\p{Uppercase}$/u.test(String.fromCodePoint(code));
}

export function isTitle(code: number): boolean {
  return code >= 0x80 && /^\p{Lt}$/u.test(String.fromCodePoint(code));
}

/** Letters that have case, which title() and capitalize() go by (_PyUnicode_IsCased). */
export function isCased(code: number): boolean {
  return isLower(code) || isUpper(code) || isTitle(code);
}

/** Characters that do not interrupt a word for the final sigma (_PyUnicode_IsCaseIgnorable). */
export function isCaseIgnorable(code: number): boolean {
  return /^\p{Case_Ignorable}$/u.test(String.fromCodePoint(code));
}

/** Shown as itself by repr(): not Cc, Cf, Cs, Co, Cn, Zl, Zp, nor Zs but the space. */
export function isPrintable(code: number): boolean {
  if (code < 0x7f) return code >= 0x20;
  if (code < 0xa1) return false;
  return !/^[\p{C}\p{Z}]$/u.test(String.fromCodePoint(code));
}

/** The first character of an identifier (XID_Start or the underscore). */
export function isIdentifierStart(code: number): boolean {
  if (code < 0x80) return code === 95 || isAlpha(code);
  return /^\p{XID_Start}$/u.test(String.fromCodePoint(code));
}

export function isIdentifierContinue(code: number): boolean {
  if (code < 0x80) return code === 95 || isAlpha(code) || (code >= 48 && code <= 57);
  return /^\p{XID_Continue}$/u.test(String.fromCodePoint(code));
}

/** Ranges with Numeric_Type=Digit. */
const digitForms: readonly (readonly [number, number])[] = [
  [0xb2, 0xb3],
  [0xb9, 0xb9],
  [0x1369, 0x1371],
  [0x19da, 0x19da],
  [0x2070, 0x2070],
  [0x2074, 0x2079],
  [0x2080, 0x2089],
  [0x2460, 0x2468],
  [0x2474, 0x247c],
  [0x2488, 0x2490],
  [0x24ea, 0x24ea],
  [0x24f5, 0x24fd],
  [0x24ff, 0x24ff],
  [0x2776, 0x277e],
  [0x2780, 0x2788],
  [0x278a, 0x2792],
  [0x10a40, 0x10a43],
  [0x10e60, 0x10e68],
  [0x11052, 0x1105a],
  [0x1f100, 0x1f10a],
];

/** Ideographs with a numeric value (Unihan's kPrimaryNumeric, kAccountingNumeric and kOtherNumeric, Unicode 15.1). */
const numericIdeographs =
  '㐅㒃㠪㭍一七万三两九二五亖京亿什仟仨伍佰俩倆億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拐拾捌柒洞漆玖百皕秭肆萬貮貳贰鈎钩阡陆陌陸零\u{f96b}\u{f973}\u{f978}\u{f9b2}\u{f9d1}\u{f9d3}\u{f9fd}\u{20001}\u{20064}\u{200e2}\u{20121}\u{2092a}\u{20983}\u{2098c}\u{2099c}\u{20aea}\u{20afd}\u{20b19}\u{22390}\u{22998}\u{23b1b}\u{2626d}\u{2f890}';
