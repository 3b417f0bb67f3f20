/** The object types that have a mark of their own; others are drawn as an instance. */
export const objectTypes = [
  'int',
  'float',
  'str',
  'bytes',
  'tuple',
  'list',
  'dict',
  'set',
  'instance',
  'function',
  'class',
  'weakref',
  'exception',
  'frame',
  'none',
] as const;

export type ObjectType = (typeof objectTypes)[number];

/** The colours and fonts of the look, as `client/style/tokens.css` has them at this moment. */
export interface Theme {
  readonly ground: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly quiet: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly yes: string;
  readonly no: string;
  readonly warn: string;
  readonly types: Readonly<Record<ObjectType, string>>;
  readonly fontText: string;
  readonly fontCode: string;
  /** Text below this size, in the board's own pixels, is not written: nobody could read it. */
  readonly leastText?: number;
}

/** Reads the tokens that hold for `element`; called again when the theme changes. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const types = Object.fromEntries(objectTypes.map((type) => [type, token(`--type-${type}`)]));
  return {
    ground: token('--ground'),
    raised: token('--raised'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    ink: token('--ink'),
    quiet: token('--quiet'),
    accent: token('--accent'),
    onAccent: token('--on-accent'),
    yes: token('--yes'),
    no: token('--no'),
    warn: token('--warn'),
    types: types as Record<ObjectType, string>,
    fontText: token('--font-text'),
    fontCode: token('--font-code'),
  };
}

/** The mark's type for a type name of Python: `bool` is an `int`, whatever we have no mark for an instance. */
export function markOf(type: string): ObjectType {
  if ((objectTypes as readonly string[]).includes(type)) return type as ObjectType;
  return aliases[type] ?? 'instance';
}

const aliases: Readonly<Record<string, ObjectType>> = {
  bool: 'int',
  complex: 'float',
  bytearray: 'bytes',
  frozenset: 'set',
  NoneType: 'none',
  None: 'none',
  object: 'instance',
  type: 'class',
  method: 'function',
  builtin: 'function',
  generator: 'frame',
  Exception: 'exception',
};
