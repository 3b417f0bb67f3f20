/** The documentation of slot wrappers (Objects/typeobject.c, slotdefs). */

const OPERATORS: { readonly [name: string]: string } = {
  add: '+',
  sub: '-',
  mul: '*',
  mod: '%',
  truediv: '/',
  floordiv: '//',
  lshift: '<<',
  rshift: '>>',
  and: '&',
  xor: '^',
  or: '|',
  matmul: '@',
};

const COMPARISONS: { readonly [name: string]: string } = {
  lt: '<',
  le: '<=',
  eq: '==',
  ne: '!=',
  gt: '>',
  ge: '>=',
};

const TEXTS: { readonly [name: string]: string } = {
  repr: 'Return repr(self).',
  hash: 'Return hash(self).',
  str: 'Return str(self).',
  getattribute: 'Return getattr(self, name).',
  setattr: 'Implement setattr(self, name, value).',
  delattr: 'Implement delattr(self, name).',
  init: 'Initialize self.  See help(type(self)) for accurate signature.',
  call: 'Call self as a function.',
  iter: 'Implement iter(self).',
  next: 'Implement next(self).',
  len: 'Return len(self).',
  getitem: 'Return self[key].',
  setitem: 'Set self[key] to value.',
  delitem: 'Delete self[key].',
  get: 'Return an attribute of instance, which is of type owner.',
  set: 'Set an attribute of instance to value.',
  delete: 'Delete an attribute of instance.',
  pow: 'Return pow(self, value, mod).',
  rpow: 'Return pow(value, self, mod).',
  ipow: 'Return self**=value.',
  divmod: 'Return divmod(self, value).',
  rdivmod: 'Return divmod(value, self).',
  neg: '-self',
  pos: '+self',
  abs: 'abs(self)',
  invert: '~self',
  int: 'int(self)',
  float: 'float(self)',
  index: 'Return self converted to an integer, if self is suitable for use as an index into a list.',
};

/** The `__doc__` of the wrapper `__name__`, null where it has none. `sequence`: of the slots that sequences have for + and *. */
export function slotDoc(minor: number, wrapper: string, sequence: boolean): string | null {
  const name = wrapper.slice(2, -2);
  if (name === 'bool') return minor >= 9 ? 'True if self else False' : 'self != 0';
  if (name === 'contains') return minor >= 12 ? 'Return bool(key in self).' : 'Return key in self.';
  if (name === 'del') return minor >= 13 ? 'Called when the instance is about to be destroyed.' : null;
  if (name in TEXTS) return TEXTS[name];
  if (name in COMPARISONS) return `Return self${COMPARISONS[name]}value.`;
  if (name in OPERATORS) return `Return self${OPERATORS[name]}value.`;
  const operator = OPERATORS[name.slice(1)];
  if (operator === undefined) return null;
  if (name[0] === 'r') return `Return value${operator}self.`;
  return `${sequence ? 'Implement' : 'Return'} self${operator}=value.`;
}
